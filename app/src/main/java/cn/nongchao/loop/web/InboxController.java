package cn.nongchao.loop.web;

import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.web.InboxPage.Choice;
import cn.nongchao.loop.web.InboxPage.Tab;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Preparations;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What waits for whom: the page everybody begins the day with. */
@Controller
class InboxController {

  private static final int PAGE = 30;

  private final LoopLists lists;
  private final LoopViews views;
  private final Inbox inbox;
  private final LifeCycles lives;
  private final Divisions divisions;
  private final Preparations preparations;

  InboxController(
      LoopLists lists,
      LoopViews views,
      Inbox inbox,
      LifeCycles lives,
      Divisions divisions,
      Preparations preparations) {
    this.lists = lists;
    this.views = views;
    this.inbox = inbox;
    this.lives = lives;
    this.divisions = divisions;
    this.preparations = preparations;
  }

  /** The filters as the address carries them; every field may be missing. */
  record Wish(
      String box,
      String turn,
      String late,
      String today,
      String state,
      String kind,
      String stage,
      String division,
      String q) {

    /** Asked for by the person; what waits for supervision is late without being asked for. */
    boolean isLate() {
      return late.equals("1");
    }

    static Wish of(Map<String, String> all) {
      return new Wish(
          all.getOrDefault("box", ""),
          all.getOrDefault("turn", ""),
          all.getOrDefault("late", ""),
          all.getOrDefault("today", ""),
          all.getOrDefault("state", ""),
          all.getOrDefault("kind", ""),
          all.getOrDefault("stage", ""),
          all.getOrDefault("division", ""),
          all.getOrDefault("q", ""));
    }
  }

  /** First steps that whoever administers a place has still to do there. */
  private int missing(Viewer viewer) {
    List<String> places =
        viewer.places(Set.of(PeopleRoles.ADMINISTRATOR)).stream().map(DivisionCode::value).toList();
    return places.isEmpty() ? 0 : preparations.missing(new Preparation.Within(places));
  }

  @Needs
  @GetMapping("/inbox")
  String inbox(@RequestParam Map<String, String> parameters, Viewer viewer, Model model) {
    Wish wish = Wish.of(parameters);
    List<Tab> tabs = inbox.tabs(viewer);
    Box box = box(wish.box(), tabs);
    boolean turn = Inbox.waits(box) && !wish.turn().equals("0");
    LoopQuery query = query(box, wish, turn, viewer);
    Slice<Loop> found = lists.list(query.page(PAGE, parameters.get("after")), viewer);
    model.addAttribute(
        "page",
        new InboxPage(
            box,
            tabs,
            turn,
            wish.isLate(),
            query.dueToday(),
            query.state().name(),
            wish.kind(),
            wish.stage(),
            wish.division(),
            query.text(),
            kinds(),
            stages(wish.kind()),
            places(viewer),
            views.lines(found.items()),
            found.next() == null ? null : link(parameters, found.next()),
            isFiltered(query, wish),
            missing(viewer),
            !viewer.works()));
    return "loop/inbox";
  }

  private static boolean isFiltered(LoopQuery query, Wish wish) {
    return wish.isLate()
        || query.dueToday()
        || query.state() != State.OPEN
        || !(wish.kind() + wish.stage() + wish.division() + query.text()).isEmpty();
  }

  /** The box asked for; else the first with anything in it. */
  private static Box box(String asked, List<Tab> tabs) {
    for (Tab tab : tabs) if (tab.box().name().equalsIgnoreCase(asked)) return tab.box();
    return tabs.stream().filter(tab -> tab.count() > 0).findFirst().orElse(tabs.getFirst()).box();
  }

  private LoopQuery query(Box box, Wish wish, boolean turn, Viewer viewer) {
    State state =
        switch (wish.state()) {
          case "CLOSED" -> State.CLOSED;
          case "ANY" -> State.ANY;
          default -> box == Box.TAKEN && wish.state().isEmpty() ? State.ANY : State.OPEN;
        };
    LoopQuery query = LoopQuery.of(box, state).saying(wish.q());
    if (!wish.kind().isEmpty()) query = query.kinds(Set.of(wish.kind()));
    if (!wish.stage().isEmpty()) {
      query = query.stages(Set.of(wish.stage()));
    } else if (turn && state == State.OPEN) {
      query = inbox.waiting(query, viewer);
    }
    if (wish.isLate()) query = query.lateOnly();
    if (wish.today().equals("1")) query = query.dueTodayOnly();
    return query.within(wish.division().isEmpty() ? null : DivisionCode.read(wish.division()));
  }

  private List<Choice> kinds() {
    return lives.all().stream().map(life -> new Choice(life.kind(), life.title())).toList();
  }

  private List<Choice> stages(String kind) {
    return lives.all().stream()
        .filter(life -> kind.isEmpty() || life.kind().equals(kind))
        .flatMap(life ->
            life.places().stream()
                .map(place ->
                    new Choice(
                        life.kind() + "/" + place.stage().name(),
                        Text.of(
                            life.title().zh() + " · " + place.stage().title().zh(),
                            life.title().en() + " · " + place.stage().title().en()))))
        .toList();
  }

  /** The places of the viewer's roles and the level below them. */
  private List<Choice> places(Viewer viewer) {
    List<Choice> choices = new ArrayList<>();
    for (DivisionCode code : viewer.workPlaces().stream().sorted().toList()) {
      choices.add(new Choice(code.value(), Text.same(divisions.path(code))));
      divisions.children(code).stream()
          .limit(200)
          .forEach(d ->
              choices.add(new Choice(d.code().value(), Text.same("　" + divisions.name(d.code())))));
    }
    return choices;
  }

  private static String link(Map<String, String> parameters, String after) {
    var link = UriComponentsBuilder.fromPath("/inbox");
    parameters.forEach((name, value) -> {
      if (!name.equals("after") && !name.equals("lang")) {
        link.queryParam(name, "{" + name + "}");
      }
    });
    link.queryParam("after", "{after}");
    var values = new HashMap<String, Object>(parameters);
    values.put("after", after);
    return link.encode().buildAndExpand(values).toUriString();
  }
}
