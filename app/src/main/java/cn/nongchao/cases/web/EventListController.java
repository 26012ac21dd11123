package cn.nongchao.cases.web;

import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.cases.Places;
import cn.nongchao.form.Characters;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.Stage;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of events, filtered. */
@Controller
class EventListController {

  private static final int PAGE = 50;

  private final LoopLists lists;
  private final LifeCycles lives;
  private final Names names;
  private final Places places;
  private final Clock clock;

  EventListController(LoopLists lists, LifeCycles lives, Names names, Places places, Clock clock) {
    this.lists = lists;
    this.lives = lives;
    this.names = names;
    this.places = places;
    this.clock = clock;
  }

  /** What the address asks for; anything unknown is as if it were not there. */
  record Filters(
      @Nullable String q,
      @Nullable String state,
      @Nullable String stage,
      @Nullable String due,
      @Nullable String box,
      @Nullable String division,
      @Nullable String after) {

    LoopQuery query() {
      LoopQuery query =
          LoopQuery.of(boxOr(), stateOr()).kinds(Set.of(EventLife.KIND)).page(PAGE, after);
      if (!stageOr().isEmpty()) query = query.stages(Set.of(EventLife.KIND + "/" + stageOr()));
      if ("late".equals(due)) query = query.lateOnly();
      if ("today".equals(due)) query = query.dueTodayOnly();
      if (place() != null) query = query.within(place());
      return q == null || q.isBlank() ? query : query.saying(q);
    }

    /** What no list is asked by: told to programs, which would take the whole list for theirs. */
    List<Refusal> wrong() {
      List<Refusal> wrong = new ArrayList<>();
      oneOf("state", state, List.of("open", "closed", "any"), wrong);
      oneOf("stage", stage, EventStage.values(), wrong);
      oneOf("due", due, List.of("late", "today"), wrong);
      oneOf("box", box, Box.values(), wrong);
      if (division != null && !division.isEmpty() && DivisionCode.read(division) == null) {
        wrong.add(Refusal.field("division", "不是行政区划代码", "no division code"));
      }
      Text text = q == null ? null : Characters.wrong(q);
      if (text != null) wrong.add(Refusal.field("q", text.zh(), text.en()));
      return wrong;
    }

    private static void oneOf(
        String field, @Nullable String value, List<String> all, List<Refusal> wrong) {
      if (value == null || value.isEmpty() || all.contains(value)) return;
      String names = String.join(", ", all);
      wrong.add(Refusal.field(field, "应为其中之一：" + names, "one of " + names));
    }

    /** A constant of a program's; the refusal is for people. */
    private static void oneOf(
        String field, @Nullable String value, Enum<?>[] all, List<Refusal> wrong) {
      if (value == null || value.isEmpty()) return;
      if (Arrays.stream(all).anyMatch(one -> one.name().equals(value))) return;
      wrong.add(Refusal.field(field, "没有这样的选项，请从列表选择", "there is no such choice: take one listed"));
    }

    @Nullable DivisionCode place() {
      return division == null || division.isEmpty() ? null : DivisionCode.read(division);
    }

    Box boxOr() {
      for (Box one : Box.values()) if (one.name().equals(box)) return one;
      return Box.ALL;
    }

    String stageOr() {
      boolean known = Arrays.stream(EventStage.values()).anyMatch(one -> one.name().equals(stage));
      return known ? Objects.requireNonNull(stage) : "";
    }

    private LoopQuery.State stateOr() {
      if ("closed".equals(state)) return LoopQuery.State.CLOSED;
      return "any".equals(state) ? LoopQuery.State.ANY : LoopQuery.State.OPEN;
    }

    String stateWord() {
      return stateOr().name().toLowerCase(Locale.ROOT);
    }

    /** What the files are asked by: the same as the page. */
    String asked() {
      return link(UriComponentsBuilder.newInstance()).encode().toUriString();
    }

    String link(String next) {
      UriComponentsBuilder link = link(UriComponentsBuilder.fromPath("/events"));
      return link.queryParam("after", next).encode().toUriString();
    }

    private UriComponentsBuilder link(UriComponentsBuilder link) {
      add(link, "q", q);
      add(link, "state", state);
      add(link, "stage", stage);
      add(link, "due", due);
      add(link, "box", box);
      add(link, "division", division);
      return link;
    }

    private static void add(UriComponentsBuilder link, String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) link.queryParam(name, value);
    }
  }

  @Needs
  @GetMapping("/events")
  String list(@ModelAttribute Filters filters, Viewer viewer, Model model) {
    Slice<Loop> slice = lists.list(filters.query(), viewer);
    List<OrganisationId> handlers =
        slice.items().stream().map(Loop::handler).filter(Objects::nonNull).distinct().toList();
    Map<OrganisationId, String> known = names.organisations(handlers);
    Instant now = clock.instant();
    List<EventListPage.Row> rows =
        slice.items().stream().map(loop -> row(loop, known, now)).toList();
    model.addAttribute(
        "page",
        new EventListPage(
            filters.q() == null ? "" : filters.q(),
            filters.stateWord(),
            filters.stageOr(),
            filters.due() == null ? "" : filters.due(),
            filters.boxOr(),
            filters.place() == null ? "" : filters.place().value(),
            places.villages(viewer),
            viewer.holdsAny(EventPages.REPORTERS),
            rows,
            filters.wrong().isEmpty() ? filters.asked() : "",
            slice.next() == null ? null : filters.link(slice.next())));
    return "cases/events";
  }

  private EventListPage.Row row(Loop loop, Map<OrganisationId, String> known, Instant now) {
    Stage stage = lives.of(loop).stage(loop.stage());
    String handler = loop.handler() == null ? "" : known.getOrDefault(loop.handler(), "—");
    return new EventListPage.Row(
        loop.id().toString(),
        loop.number(),
        loop.title(),
        stage.title(),
        stage.tone().css(),
        names.place(loop.division()),
        handler,
        loop.openedAt(),
        loop.isOpen() ? loop.nextDue().orElse(null) : loop.due(),
        loop.closedAt(),
        loop.isLate(now) || loop.isStageLate(now));
  }
}
