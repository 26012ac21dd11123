package cn.nongchao.proof.web;

import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopView;
import cn.nongchao.people.Viewer;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The codes of a loop's acts on its page, whatever kind it is. */
@Component
@Order(0)
class ActsOfLoop implements KindSlot {

  private final Codes codes;

  ActsOfLoop(Codes codes) {
    this.codes = codes;
  }

  @Override
  public String kind() {
    return "*";
  }

  @Override
  public Place place() {
    return Place.ABOVE_MOVES;
  }

  @Override
  public String template() {
    return "proof/acts";
  }

  @Override
  public @Nullable Map<String, Object> shown(Loop loop, LoopView view, Viewer viewer) {
    List<IssuedCode> acts = codes.ofLoop(loop.id());
    return acts.isEmpty() ? null : Map.of("codes", acts, "staff", viewer.works());
  }
}
