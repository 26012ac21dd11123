package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.Call;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.command.WhistleLife.WhistleMove;
import cn.nongchao.command.Whistles;
import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The form of a call; and, on each whistle's page, who was called and who is there. */
@Controller
class WhistlePages {

  private final Whistles whistles;
  private final Loops loops;

  WhistlePages(Whistles whistles, Loops loops) {
    this.whistles = whistles;
    this.loops = loops;
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER
  })
  @GetMapping("/whistles/new")
  String form(@RequestParam(required = false) @Nullable String about, Viewer viewer, Model model) {
    LoopId id = LoopId.read(about);
    Loop loop = id == null ? null : loops.find(id, viewer).orElse(null);
    model.addAttribute("about", loop);
    model.addAttribute("begun", Calling.begun(loop));
    return "command/blow";
  }

  /** The part that is read again every few seconds, to see who has come. */
  @Needs
  @GetMapping("/whistles/{id}/units")
  String units(@PathVariable String id, Viewer viewer, Model model) {
    LoopId whistle = LoopId.read(id);
    Loop loop = whistle == null ? null : loops.find(whistle, viewer).orElse(null);
    Call call = loop == null ? null : whistles.of(loop.id()).orElse(null);
    if (loop == null || call == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    model.addAllAttributes(shown(whistles, loop, call, viewer));
    return "command/units";
  }

  private static Map<String, Object> shown(Whistles whistles, Loop loop, Call call, Viewer viewer) {
    boolean ends =
        viewer.id().equals(loop.openedBy())
            || viewer.holdsOver(Set.of(CasesRoles.DISPATCHER), loop.division(), Set.of());
    return Map.of("call", call, "loop", loop, "units", whistles.units(call.id()), "ends", ends);
  }

  /** Above the moves for whoever waits, below them for whoever is to report in. */
  private record Together(Place place, Whistles whistles) implements KindSlot {

    @Override
    public String kind() {
      return WhistleLife.KIND;
    }

    @Override
    public String template() {
      return "command/called";
    }

    @Override
    public @Nullable Map<String, Object> shown(Loop loop, LoopView view, Viewer viewer) {
      boolean comes =
          view.moves().stream().anyMatch(edge -> edge.move() == WhistleMove.REPORTED_IN);
      Call call = whistles.of(loop.id()).orElse(null);
      if (call == null || comes != (place == Place.BELOW_MOVES)) return null;
      return WhistlePages.shown(whistles, loop, call, viewer);
    }
  }

  @Bean
  static KindSlot togetherWithWhistle(Whistles whistles) {
    return new Together(KindSlot.Place.ABOVE_MOVES, whistles);
  }

  @Bean
  static KindSlot togetherBelowReportIn(Whistles whistles) {
    return new Together(KindSlot.Place.BELOW_MOVES, whistles);
  }
}
