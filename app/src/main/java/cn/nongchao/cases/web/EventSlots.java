package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.Confirmations;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.KindJson;
import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Timeline;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an event's page and JSON show that those of other kinds do not. */
@Configuration
public class EventSlots {

  /** Steps whose note whoever comes next should read first. */
  private static final Set<String> TELLING =
      Set.of(
          EventMove.RETURNED.name(),
          EventMove.FAILED.name(),
          EventMove.OFFICER_OBJECTED.name(),
          EventMove.OFFICERS_WITHDRAWN.name(),
          EventMove.REOPENED.name(),
          EventMove.PAUSED.name(),
          EventMove.HELP_ASKED.name());

  private final Loops loops;
  private final LoopViews views;
  private final EventFiles files;
  private final PublicTimeline timeline;
  private final Names names;
  private final Codes codes;

  EventSlots(
      Loops loops,
      LoopViews views,
      EventFiles files,
      PublicTimeline timeline,
      Names names,
      Codes codes) {
    this.loops = loops;
    this.views = views;
    this.files = files;
    this.timeline = timeline;
    this.names = names;
    this.codes = codes;
  }

  private interface Shown {
    @Nullable Map<String, Object> of(Loop loop, LoopView view, Viewer viewer);
  }

  private record Slot(
      Place place, String template, Shown what, BiFunction<Loop, String, @Nullable String> leads)
      implements KindSlot {

    Slot(Place place, String template, Shown what) {
      this(place, template, what, (loop, entry) -> null);
    }

    @Override
    public String kind() {
      return EventLife.KIND;
    }

    @Override
    public @Nullable Map<String, Object> shown(Loop loop, LoopView view, Viewer viewer) {
      return what.of(loop, view, viewer);
    }

    @Override
    public @Nullable String after(Loop loop, String entry) {
      return leads.apply(loop, entry);
    }
  }

  @Bean
  KindSlot eventFacts() {
    return new Slot(KindSlot.Place.FACTS, "cases/event-facts", this::facts);
  }

  @Bean
  KindSlot eventAbove() {
    return new Slot(KindSlot.Place.ABOVE_MOVES, "cases/event-above", this::above, this::codeOfAct);
  }

  @Bean
  KindSlot eventTold() {
    return new Slot(
        KindSlot.Place.RECORD,
        "cases/event-told",
        (loop, view, viewer) ->
            Map.of(
                "staff",
                viewer.works(),
                "erased",
                erased(view),
                "told",
                timeline.of(loops.entries(loop.id()), names::of).reversed()));
  }

  private static Set<UUID> erased(LoopView view) {
    return view.timeline().lines().stream()
        .flatMap(line -> line.evidence().stream())
        .filter(file -> file.erasedAt() != null)
        .map(Evidence::id)
        .collect(Collectors.toSet());
  }

  private @Nullable Map<String, Object> facts(Loop loop, LoopView view, Viewer viewer) {
    EventFacts facts = files.facts(loop.id()).orElse(null);
    if (facts == null) return null;
    Category line = files.line(facts).orElse(null);
    Map<String, Object> shown = new HashMap<>();
    shown.put("view", view);
    shown.put("facts", facts);
    shown.put("staff", viewer.works());
    shown.put("category", files.category(facts).orElse(null));
    shown.put("lead", line == null || line.lead() == null ? "" : names.of(line.lead()));
    shown.put("assisting", line == null ? "" : names.of(line.assisting()));
    shown.put("passedOver", isPassedOver(loop));
    shown.put("officers", viewer.works() ? officers(loop) : List.of());
    shown.put("mayCall", EventFiles.mayCall(loop, viewer));
    shown.put(
        "merged",
        files.merged(loop.id()).stream().flatMap(one -> loops.find(one, viewer).stream()).toList());
    shown.put("reported", reported(loop, viewer));
    return shown;
  }

  /** Another unit has it in hand than leads its matter. */
  private static boolean isPassedOver(Loop loop) {
    return loop.lead() != null && !loop.lead().equals(loop.handler());
  }

  /**
   * Somebody named as having acted, as the page shows them.
   *
   * @param at when they recorded or confirmed it; null where they did neither
   */
  public record Officer(String name, Text standing, @Nullable Instant at) {}

  private List<Officer> officers(Loop loop) {
    return Confirmations.words(loops.entries(loop.id())).stream()
        .map(word -> new Officer(names.of(word.officer()), word.standing().title(), word.at()))
        .toList();
  }

  /** What the report came with, for those at work on it and whoever sent it. */
  private List<Evidence> reported(Loop loop, Viewer viewer) {
    boolean theirs = viewer.works() || viewer.id().equals(loop.openedBy());
    if (!theirs) return List.of();
    Entry report = loops.entries(loop.id()).getFirst();
    return views.timeline(List.of(report)).lines().getFirst().evidence();
  }

  private Map<String, Object> above(Loop loop, LoopView view, Viewer viewer) {
    boolean staff = viewer.works();
    EventFacts facts = files.facts(loop.id()).orElse(null);
    Map<String, Object> shown = new HashMap<>();
    shown.put("loop", loop);
    shown.put("staff", staff);
    shown.put("reason", staff ? reason(loop, view) : null);
    shown.put("asked", loop.awaits().contains(viewer.id()) ? handled(loop, view) : null);
    shown.put("leads", isPassedOver(loop) && viewer.organisations().contains(loop.lead()));
    boolean merges = staff && may(view, EventMove.MERGED);
    shown.put("alike", facts != null && merges ? files.alike(facts, viewer).size() : 0);
    shown.put(
        "flexible",
        facts != null && may(view, EventMove.HANDLED)
            ? files.category(facts).map(Category::flexible).orElse("")
            : "");
    return shown;
  }

  private static boolean may(LoopView view, Move move) {
    return view.moves().stream().anyMatch(edge -> edge.move() == move);
  }

  /** The last step, where it says why the event is back, waits or needs others. */
  private Timeline.@Nullable Line reason(Loop loop, LoopView view) {
    Entry last = EventFiles.last(loops.entries(loop.id()));
    return TELLING.contains(last.move()) ? line(view, last) : null;
  }

  /** What somebody named in it is asked to confirm. */
  private Timeline.@Nullable Line handled(Loop loop, LoopView view) {
    Entry handled = Confirmations.handled(loops.entries(loop.id()));
    return handled == null ? null : line(view, handled);
  }

  private static Timeline.@Nullable Line line(LoopView view, Entry entry) {
    return view.timeline().lines().stream()
        .filter(line -> line.entry().equals(entry.id()))
        .findFirst()
        .orElse(null);
  }

  /** With the last confirmation the page leads to the code, to be shown to whoever is concerned. */
  private @Nullable String codeOfAct(Loop loop, String entry) {
    List<Entry> entries = loops.entries(loop.id());
    Entry last = entries.getLast();
    Entry handled = Confirmations.handled(entries);
    boolean confirms = last.move().equals(EventMove.OFFICER_CONFIRMED.name());
    if (handled == null || !confirms || !last.id().toString().equals(entry)) return null;
    return codes.ofLoop(loop.id()).stream()
        .filter(code -> code.entry().equals(handled.id()))
        .map(IssuedCode::act)
        .map(act -> "/codes/" + act)
        .findFirst()
        .orElse(null);
  }

  @Bean
  KindJson eventJson() {
    return new KindJson() {
      @Override
      public String kind() {
        return EventLife.KIND;
      }

      @Override
      public Class<?> type() {
        return EventJson.class;
      }

      @Override
      public @Nullable Object of(Loop loop, List<String> moves, Viewer viewer) {
        return files.facts(loop.id()).map(facts -> EventJson.of(loop, facts, moves)).orElse(null);
      }
    };
  }
}
