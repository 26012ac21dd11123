package cn.nongchao.loop.web;

import cn.nongchao.form.Field;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Otherwise;
import cn.nongchao.form.Page;
import cn.nongchao.form.Said;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.StageName;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of one kind, for those kinds that leave it to what they declare. */
final class KindList {

  private final LifeCycle life;
  private final LoopLists lists;
  private final Kinds kinds;
  private final Clock clock;

  KindList(LifeCycle life, LoopLists lists, Kinds kinds, Clock clock) {
    this.life = life;
    this.lists = lists;
    this.kinds = kinds;
    this.clock = clock;
  }

  /** Which ones by their state. */
  enum Standing implements Titled {
    @Words(zh = "办理中", en = "open")
    OPEN,
    @Words(zh = "已结束", en = "closed")
    CLOSED,
    @Words(zh = "全部", en = "all")
    ANY
  }

  /** Which ones by their deadline. */
  enum Due implements Titled {
    @Words(zh = "已超时", en = "late")
    LATE,
    @Words(zh = "今天到期", en = "today")
    TODAY
  }

  /** What is looked for. */
  record Query(
      @Field(zh = "标题或编号", en = "Title or number") @Size(max = 100) String q,
      @Field(zh = "状态", en = "State") @Otherwise("OPEN") Standing state,
      @Field(zh = "环节", en = "Stage") @Nullable StageName stage,
      @Field(zh = "时限", en = "Due") @Nullable Due due,
      @Field(zh = "地点", en = "Place") @Among(within = Within.REACH) @Nullable DivisionCode division,
      @Field(zh = "承办单位", en = "Unit") @Among(within = Within.REACH, pastToo = true)
          @Nullable OrganisationId handler) {}

  /**
   * One line.
   *
   * @param facts what the kind knows of it, by name
   * @param path of its page
   */
  record Row(
      UUID id,
      @Field(zh = "编号", en = "Number") @Link("{path}") String number,
      @Field(zh = "事项", en = "Title") String title,
      String stage,
      @JsonIgnore @Field(zh = "环节", en = "Stage") Text standing,
      int version,
      @Field(zh = "地点", en = "Place") DivisionCode division,
      @Field(zh = "承办单位", en = "Unit") @Nullable OrganisationId handler,
      @JsonIgnore @Field(zh = "要点", en = "Particulars") Text points,
      Map<String, ?> facts,
      @Field(zh = "时限", en = "Due") @Nullable Instant nextDue,
      @JsonIgnore @Field(zh = "超时", en = "Late") Text lateness,
      boolean late,
      @Field(zh = "登记", en = "Opened") Instant openedAt,
      @Nullable Instant closedAt,
      String path) {}

  /** Those the viewer may see, soonest deadline first. */
  @Needs
  public Outcome<Listed<Row>> list(Query wish, Page<Row> page, Viewer viewer) {
    LoopQuery query =
        LoopQuery.of(Box.ALL, LoopQuery.State.valueOf(wish.state().name()))
            .kinds(Set.of(life.kind()))
            .within(wish.division())
            .with(wish.handler())
            .saying(wish.q());
    if (wish.stage() != null) {
      boolean ended = life.place(wish.stage().value()).clock() == ClockState.ENDED;
      if (ended) query = query.standing(LoopQuery.State.ANY);
      query = query.stages(Set.of(life.kind() + "/" + wish.stage().value()));
    }
    if (wish.due() == Due.LATE) query = query.lateOnly();
    if (wish.due() == Due.TODAY) query = query.dueTodayOnly();
    return lists.list(query, page, viewer, this::row);
  }

  private Row row(Loop loop) {
    var stage = life.stage(loop.stage());
    Instant next = loop.isOpen() ? loop.nextDue().orElse(null) : null;
    boolean late = next == null ? loop.isLate(clock.instant()) : next.isBefore(clock.instant());
    return new Row(
        loop.id().value(),
        loop.number(),
        loop.title(),
        stage.name(),
        stage.title(),
        loop.version(),
        loop.division(),
        loop.handler(),
        points(loop),
        loop.facts(),
        next,
        late ? Text.of("已超时", "late") : Text.same(""),
        late,
        loop.openedAt(),
        loop.closedAt(),
        "/" + Objects.requireNonNull(life.address()).path() + "/" + loop.id());
  }

  /** The facts that the kind puts into its list. */
  private Text points(Loop loop) {
    Class<?> record = life.facts();
    List<String> columns = Objects.requireNonNull(life.address()).columns();
    if (record == null || columns.isEmpty()) return Text.same("");
    List<Said> said =
        kinds.said(kinds.facts(loop, record)).stream()
            .filter(one -> columns.contains(one.name()) && !one.value().en().equals("no"))
            .toList();
    return Text.of(
        said.stream()
            .map(one -> one.label().zh() + " " + one.value().zh())
            .collect(Collectors.joining("；")),
        said.stream()
            .map(one -> one.label().en() + " " + one.value().en())
            .collect(Collectors.joining("; ")));
  }
}
