package cn.nongchao.command.web;

import cn.nongchao.command.Call;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.command.Whistles;
import cn.nongchao.command.web.WhistleJson.UnitJson;
import cn.nongchao.command.web.WhistleJson.Whole;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.KindJson;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A whistle tells programs of its call too, and who else was called. */
@Component
class WhistleFacts implements KindJson {

  private final Whistles whistles;
  private final Loops loops;

  WhistleFacts(Whistles whistles, Loops loops) {
    this.whistles = whistles;
    this.loops = loops;
  }

  @Override
  public String kind() {
    return WhistleLife.KIND;
  }

  @Override
  public Class<?> type() {
    return Whole.class;
  }

  @Override
  public @Nullable Whole of(Loop loop, List<String> moves, Viewer viewer) {
    Call call = whistles.of(loop.id()).orElse(null);
    if (call == null) return null;
    List<UnitJson> units = whistles.units(call.id()).stream().map(UnitJson::of).toList();
    return new Whole(WhistleJson.of(loop), call, units, moves, Text.same(""));
  }

  /** The same after a write, saying what was done. */
  Whole after(LoopId id, Viewer viewer, Text done) {
    Loop loop = loops.find(id).orElseThrow();
    List<String> moves =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge -> edge.move().name())
            .distinct()
            .toList();
    Whole whole = of(loop, moves, viewer);
    if (whole == null) throw new IllegalStateException(id + " belongs to no call");
    return whole.saying(done);
  }
}
