package cn.nongchao.loop.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Otherwise;
import cn.nongchao.form.Page;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loops for programs, as the inbox lists them. */
@Doors
class LoopsListed {

  private final LoopLists lists;
  private final LoopPages pages;
  private final LifeCycles lives;
  private final Inbox inbox;
  private final Clock clock;

  LoopsListed(LoopLists lists, LoopPages pages, LifeCycles lives, Inbox inbox, Clock clock) {
    this.lists = lists;
    this.pages = pages;
    this.lives = lives;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** What is looked for. */
  record Query(
      @Field(zh = "范围", en = "Box") @Otherwise("ALL") Box box,
      @Field(zh = "状态", en = "State") @Otherwise("OPEN") State state,
      @Field(zh = "种类", en = "Kind") Set<String> kind,
      @Field(zh = "环节，写作 kind/STAGE", en = "Stage, as kind/STAGE") Set<String> stage,
      @Field(
              zh = "只看等我办的",
              en =
                  "Open ones alone that wait for the caller, as the inbox does, unless a stage is"
                      + " named")
          boolean turn,
      @Field(zh = "只看超时的", en = "Late ones alone") boolean late,
      @Field(zh = "只看今天到期的", en = "Due today alone") boolean dueToday,
      @Field(zh = "地点", en = "Place") @Among(within = Within.ANYWHERE)
          @Nullable DivisionCode division,
      @Field(zh = "标题或编号", en = "Words of the title, or a number") @Size(max = 100) String q) {}

  @Needs
  @Listing(
      name = "loops",
      zh = "事项",
      en = "Loops",
      api = "/api/v1/loops",
      summary = "Loops the caller may see",
      about = "Open ones soonest deadline first, others latest opened first.")
  Outcome<Listed<LoopJson>> list(Query wish, Page<LoopJson> page, Viewer viewer) {
    Refusal unknown = unknown(wish);
    if (unknown != null) return Outcome.refused(unknown);
    LoopQuery query =
        new LoopQuery(
            wish.box(),
            wish.state(),
            wish.kind(),
            wish.stage(),
            wish.late(),
            wish.dueToday(),
            wish.division(),
            wish.q(),
            page.limit(),
            page.after(),
            null,
            null);
    boolean waiting = wish.turn() && wish.state() == State.OPEN && wish.stage().isEmpty();
    return lists.list(
        waiting ? inbox.waiting(query, viewer) : query,
        page,
        viewer,
        loop -> LoopJson.of(loop, lives.of(loop), clock.instant(), pages.path(loop)));
  }

  private @Nullable Refusal unknown(Query wish) {
    Set<String> kinds = lives.all().stream().map(LifeCycle::kind).collect(Collectors.toSet());
    if (!kinds.containsAll(wish.kind())) return oneOf("kind", kinds);
    Set<String> stages =
        lives.all().stream()
            .flatMap(life ->
                life.places().stream().map(place -> life.kind() + "/" + place.stage().name()))
            .collect(Collectors.toSet());
    return stages.containsAll(wish.stage()) ? null : oneOf("stage", stages);
  }

  private static Refusal oneOf(String field, Set<String> all) {
    String names = String.join(", ", new TreeSet<>(all));
    return Refusal.field(field, "应为 " + names + " 之一", "one of " + names);
  }
}
