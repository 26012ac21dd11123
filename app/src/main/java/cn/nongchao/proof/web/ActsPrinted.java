package cn.nongchao.proof.web;

import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopView;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.QrSvg;
import cn.nongchao.proof.Codes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The codes of a loop's acts on its printed sheet, to be scanned there. */
@Component
class ActsPrinted implements KindSlot {

  private final Codes codes;

  ActsPrinted(Codes codes) {
    this.codes = codes;
  }

  @Override
  public String kind() {
    return "*";
  }

  @Override
  public Place place() {
    return Place.PRINTED;
  }

  @Override
  public String template() {
    return "proof/acts-printed";
  }

  @Override
  public @Nullable Map<String, Object> shown(Loop loop, LoopView view, Viewer viewer) {
    List<DrawnCode> acts =
        codes.ofLoop(loop.id()).stream()
            .map(code -> new DrawnCode(code, QrSvg.of(code.link(), code.spoken())))
            .toList();
    return acts.isEmpty() ? null : Map.of("acts", acts);
  }
}
