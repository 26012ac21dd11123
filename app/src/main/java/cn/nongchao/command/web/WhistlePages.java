package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.Call;
import cn.nongchao.command.Position;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.command.WhistleLife.WhistleMove;
import cn.nongchao.command.Whistles;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLine;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Stage;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Blowing the whistle, reporting in, seeing who is there, ending it. */
@Controller
class WhistlePages {

  private final Whistles whistles;
  private final Loops loops;
  private final LoopViews views;
  private final LoopLists lists;
  private final Divisions divisions;

  WhistlePages(
      Whistles whistles, Loops loops, LoopViews views, LoopLists lists, Divisions divisions) {
    this.whistles = whistles;
    this.loops = loops;
    this.views = views;
    this.lists = lists;
    this.divisions = divisions;
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER,
    CasesRoles.OFFICER,
    CasesRoles.AUXILIARY,
    CasesRoles.CLERK
  })
  @GetMapping("/whistles")
  String list(@RequestParam(required = false) @Nullable String after, Viewer viewer, Model model) {
    var query =
        LoopQuery.of(Box.ALL, LoopQuery.State.ANY).kinds(Set.of(WhistleLife.KIND)).page(30, after);
    var found = lists.list(query, viewer);
    List<LoopLine> lines = views.lines(found.items());
    model.addAttribute("page", new CallsPage(lines, found.next(), mayCall(viewer)));
    return "command/calls";
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
    return blow(loop, Typed.nothing(), viewer, model);
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER
  })
  @PostMapping("/whistles")
  String call(
      Viewer viewer, HttpServletRequest request, HttpServletResponse response, Model model) {
    Typed typed = Typed.of(request.getParameterMap(), List.of());
    return switch (whistles.call(call(typed), viewer)) {
      case Outcome.Done<Call>(Call call) -> {
        Text done =
            Text.of(
                "已吹哨，呼叫 " + call.units().size() + " 个单位",
                "Whistle blown: " + call.units().size() + " called");
        Loop first = whistles.units(call.id()).getFirst().loop();
        yield seeOther("/whistles/" + first.id(), done, request, response);
      }
      case Outcome.Refused<Call>(List<Refusal> reasons) -> {
        status(response, reasons);
        LoopId about = LoopId.read(typed.one("about"));
        Loop loop = about == null ? null : loops.find(about, viewer).orElse(null);
        yield blow(loop, Typed.of(request.getParameterMap(), reasons), viewer, model);
      }
    };
  }

  private Call call(Typed typed) {
    UUID id = Ids.read(typed.one("id"));
    Double lat = degrees(typed.one("lat"), 90);
    Double lon = degrees(typed.one("lon"), 180);
    DivisionCode division =
        typed.one("division").isEmpty() ? null : DivisionCode.read(typed.one("division"));
    if (division == null && lat != null && lon != null) {
      division = divisions.at(lat, lon).map(Division::code).orElse(null);
    }
    return new Call(
        id == null ? Ids.next() : id,
        typed.one("title"),
        note(typed),
        division == null ? DivisionCode.ALL : division,
        lat,
        lon,
        number(typed.one("radius")),
        number(typed.one("minutes")),
        LoopId.read(typed.one("about")),
        typed.all("units").stream()
            .map(OrganisationId::read)
            .filter(java.util.Objects::nonNull)
            .toList());
  }

  private static String note(Typed typed) {
    String address = typed.one("address").strip();
    return address.isEmpty() ? typed.one("note") : address + "\n" + typed.one("note");
  }

  private String blow(@Nullable Loop about, Typed typed, Viewer viewer, Model model) {
    DivisionCode area =
        viewer.places(Whistles.CALLERS).stream().sorted().findFirst().orElse(DivisionCode.ALL);
    List<Division> places = new ArrayList<>(divisions.below(area, Level.VILLAGE));
    places.addAll(divisions.below(area, Level.GRID));
    places.sort((a, b) -> a.code().compareTo(b.code()));
    DivisionCode around = about == null ? area : about.division();
    var units = whistles.callable(around);
    model.addAttribute(
        "page",
        new BlowPage(
            typed.one("id", Ids.next().toString()),
            about,
            units,
            places,
            area.value(),
            typed.values().isEmpty() && about != null ? prefilled(about) : typed));
    return "command/blow";
  }

  private static Typed prefilled(Loop about) {
    var values = new java.util.HashMap<String, String[]>();
    values.put("title", new String[] {about.title()});
    values.put("division", new String[] {about.division().value()});
    if (about.lat() != null && about.lon() != null) {
      values.put("lat", new String[] {about.lat().toString()});
      values.put("lon", new String[] {about.lon().toString()});
    }
    return Typed.of(values, List.of());
  }

  @Needs
  @GetMapping("/whistles/{id}")
  String show(@PathVariable String id, Viewer viewer, Model model) {
    return page(find(id, viewer), "", Typed.nothing(), viewer, model, "command/whistle");
  }

  /** The part that is read again every few seconds, to see who has come. */
  @Needs
  @GetMapping("/whistles/{id}/units")
  String units(@PathVariable String id, Viewer viewer, Model model) {
    return page(find(id, viewer), "", Typed.nothing(), viewer, model, "command/units");
  }

  @Needs
  @PostMapping("/whistles/{id}/report-in")
  String reportIn(
      @PathVariable String id,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Loop loop = find(id, viewer);
    Typed typed = Typed.of(request.getParameterMap(), List.of());
    UUID entry = Ids.read(typed.one("entry"));
    String grid = typed.one("grid");
    var position =
        new Position(
            degrees(typed.one("lat"), 90),
            degrees(typed.one("lon"), 180),
            typed.one("accuracy").isEmpty() ? null : number(typed.one("accuracy")),
            grid.isEmpty() ? null : DivisionCode.read(grid));
    var outcome =
        whistles.reportIn(
            loop.id(),
            number(typed.one("version")),
            entry == null ? Ids.next() : entry,
            position,
            typed.one("note"),
            viewer);
    return answer(
        outcome.map(l -> Text.of("已报到", "You are reported in")),
        "REPORTED_IN",
        loop,
        viewer,
        request,
        response,
        model);
  }

  @Needs
  @PostMapping("/whistles/{id}/end")
  String end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String note,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Loop loop = find(id, viewer);
    UUID call = whistles.of(loop.id()).orElseThrow(WhistlePages::notFound).id();
    var outcome = whistles.end(call, note, viewer);
    return answer(
        outcome.map(n -> Text.of("已结束 " + n + " 个单位的任务", n + " units' work ended")),
        "END",
        loop,
        viewer,
        request,
        response,
        model);
  }

  @Needs
  @PostMapping("/whistles/{id}/{move}")
  String move(
      @PathVariable String id,
      @PathVariable String move,
      @RequestParam(defaultValue = "") String note,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Loop loop = find(id, viewer);
    Typed typed = Typed.of(request.getParameterMap(), List.of());
    UUID entry = Ids.read(typed.one("entry"));
    for (Move known : moves()) {
      if (!known.name().equals(move.toUpperCase(Locale.ROOT))) continue;
      var order =
          MoveOrder.of(
              entry == null ? Ids.next() : entry,
              loop.id(),
              number(typed.one("version")),
              known,
              note);
      return answer(
          loops.move(order, Actor.of(viewer)).map(l -> doneText(known)),
          known.name(),
          loop,
          viewer,
          request,
          response,
          model);
    }
    throw notFound();
  }

  /** Reporting in has a form of its own: it carries a place. */
  private static List<Move> moves() {
    return List.of(
        WhistleMove.SENT_BACK, WhistleMove.WORK_DONE, WhistleMove.RELEASED, Move.Common.NOTED);
  }

  private static Text doneText(Move move) {
    return Text.of("已" + move.title().zh(), "Done: " + move.title().en());
  }

  private String answer(
      Outcome<Text> outcome,
      String form,
      Loop loop,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (outcome) {
      case Outcome.Done<Text>(Text done) ->
          seeOther("/whistles/" + loop.id(), done, request, response);
      case Outcome.Refused<Text>(List<Refusal> reasons) -> {
        status(response, reasons);
        Typed typed = Typed.of(request.getParameterMap(), reasons);
        yield page(
            find(loop.id().toString(), viewer), form, typed, viewer, model, "command/whistle");
      }
    };
  }

  private String page(
      Loop loop, String form, Typed typed, Viewer viewer, Model model, String template) {
    Call call = whistles.of(loop.id()).orElseThrow(WhistlePages::notFound);
    LoopView view = views.of(loop, viewer);
    List<String> can = view.moves().stream().map(Edge::move).map(Move::name).toList();
    boolean ends =
        viewer.id().equals(loop.openedBy())
            || viewer.holdsOver(Set.of(CasesRoles.DISPATCHER), loop.division(), List.of());
    Loop about = call.about() == null ? null : loops.find(call.about(), viewer).orElse(null);
    var units = whistles.units(call.id());
    var lines = new java.util.HashMap<LoopId, Stage>();
    views
        .lines(units.stream().map(Whistles.Unit::loop).toList())
        .forEach(line -> lines.put(line.loop().id(), line.stage()));
    model.addAttribute(
        "page",
        new WhistlePage(
            view,
            call,
            about,
            units.stream()
                .map(u ->
                    new WhistlePage.Unit(
                        u.loop(),
                        u.name(),
                        java.util.Objects.requireNonNull(lines.get(u.loop().id())),
                        u.arrival()))
                .toList(),
            can,
            ends && units.stream().anyMatch(u -> u.loop().isOpen()),
            can.contains("REPORTED_IN") ? grids(call.division()) : List.of(),
            form,
            typed,
            typed.one("entry", Ids.next().toString())));
    return template;
  }

  private List<Division> grids(DivisionCode place) {
    int street = Math.min(place.value().length(), Level.STREET.digits());
    return divisions.below(new DivisionCode(place.value().substring(0, street)), Level.GRID);
  }

  private static boolean mayCall(Viewer viewer) {
    return !viewer.places(Whistles.CALLERS).isEmpty();
  }

  private static String seeOther(
      String path, Text flash, HttpServletRequest request, HttpServletResponse response) {
    UiOfRequest.flash(request, response, flash);
    return "redirect:" + path;
  }

  private static void status(HttpServletResponse response, List<Refusal> reasons) {
    HttpStatus status = Problems.status(reasons.getFirst().code());
    response.setStatus(status == HttpStatus.BAD_REQUEST ? 422 : status.value());
  }

  private static @Nullable Double degrees(String text, int most) {
    if (!text.matches("-?[0-9]{1,3}(\\.[0-9]{1,20})?")) return null;
    double value = Double.parseDouble(text);
    return Math.abs(value) <= most ? value : null;
  }

  /** 0 where there is no number; every field that counts refuses 0. */
  private static int number(String text) {
    String whole = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    return whole.matches("[0-9]{1,9}") ? Integer.parseInt(whole) : 0;
  }

  private Loop find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    Loop loop = id == null ? null : loops.find(id, viewer).orElse(null);
    if (loop == null || !loop.kind().equals(WhistleLife.KIND)) throw notFound();
    return loop;
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
