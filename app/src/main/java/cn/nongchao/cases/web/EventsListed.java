package cn.nongchao.cases.web;

import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Otherwise;
import cn.nongchao.form.Page;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as the page of events lists them, to be taken out as a file. */
@Doors
class EventsListed {

  /** Which deadline is looked for. */
  enum Due implements Titled {
    @Words(zh = "超期", en = "late")
    LATE,
    @Words(zh = "今天到期", en = "due today")
    TODAY
  }

  /** What the page's address asks for. */
  record Query(
      @Field(zh = "标题或编号", en = "Words of the title, or a number") @Size(max = 100) String q,
      @Field(zh = "状态", en = "State") @Otherwise("OPEN") State state,
      @Field(zh = "环节", en = "Stage") @Nullable EventStage stage,
      @Field(zh = "时限", en = "Deadline") @Nullable Due due,
      @Field(zh = "范围", en = "Box") @Otherwise("ALL") Box box,
      @Field(zh = "地点", en = "Place") @Among(within = Within.ANYWHERE)
          @Nullable DivisionCode division) {

    LoopQuery query() {
      LoopQuery query = LoopQuery.of(box, state).kinds(Set.of(EventLife.KIND));
      if (stage != null) query = query.stages(Set.of(EventLife.KIND + "/" + stage.name()));
      if (due == Due.LATE) query = query.lateOnly();
      if (due == Due.TODAY) query = query.dueTodayOnly();
      if (division != null) query = query.within(division);
      return q.isBlank() ? query : query.saying(q);
    }
  }

  /** An event in a list. */
  record Row(
      String id,
      @Field(zh = "编号", en = "Number") @Link("/events/{id}") String number,
      @Field(zh = "标题", en = "Title") String title,
      @Field(zh = "环节", en = "Stage") Text stage,
      @Field(zh = "地点", en = "Place") DivisionCode division,
      @Field(zh = "承办单位", en = "Handled by") @Nullable OrganisationId handler,
      @Field(zh = "上报时间", en = "Reported") Instant reported,
      @Field(zh = "办结时限", en = "Due") @Nullable Instant due,
      @Field(zh = "办结时间", en = "Closed") @Nullable Instant closed) {}

  private final LoopLists lists;
  private final LifeCycles lives;

  EventsListed(LoopLists lists, LifeCycles lives) {
    this.lists = lists;
    this.lives = lives;
  }

  @Needs
  @Listing(
      name = "events",
      zh = "事件",
      en = "Events",
      files = "/events",
      api = "/api/v1/events/listed",
      summary = "Events the caller may see",
      about = "Open ones soonest deadline first, others latest opened first.")
  Outcome<Listed<Row>> list(Query query, Page<Row> page, Viewer viewer) {
    return lists.list(query.query(), page, viewer, this::row);
  }

  private Row row(Loop loop) {
    return new Row(
        loop.id().toString(),
        loop.number(),
        loop.title(),
        lives.of(loop).stage(loop.stage()).title(),
        loop.division(),
        loop.handler(),
        loop.openedAt(),
        loop.due(),
        loop.closedAt());
  }
}
