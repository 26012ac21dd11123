package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.Among;
import cn.nongchao.people.Audit;
import cn.nongchao.people.ClosedPlaces;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Villages and grids that are merged or given up where something hangs on them. */
@Doors
class ClosingWrites {

  private static final String ONE = "/divisions/{code}";

  private static final Refusal TOO_HIGH =
      Refusal.of("not-now", "只有村社和网格可以撤销", "only villages and grids are closed");

  private static final Refusal NOT_THERE =
      Refusal.field(
          "successor",
          "请另选一个在用的村社或网格，不能是它自己或它下面的",
          "choose another village or grid that is in use, not itself nor below it");

  private final ClosedPlaces closed;
  private final Audit audit;

  ClosingWrites(ClosedPlaces closed, Audit audit) {
    this.closed = closed;
    this.audit = audit;
  }

  /**
   * What takes its place.
   *
   * @param sure ticked, since everything reported there goes elsewhere from then on
   */
  record Closing(
      @Field(
              zh = "并入",
              en = "Merged into",
              hintZh = "空为上级村社、街道。在这里的上报从此归到那里。",
              hintEn = "Empty: the place above. What is reported here goes there from then on.")
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 12)
          @Nullable DivisionCode successor,
      @Field(zh = "确认撤销", en = "Close it") @NotNull Boolean sure) {}

  /** Where what is reported there goes. */
  record Gone(String code, String today) {}

  @Write(
      name = "division-closed",
      zh = "撤销或并入",
      en = "Close the place or merge it into another",
      page = ONE + "/close",
      back = "/divisions?at={code}",
      api = "POST /api/v1" + ONE + "/close",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "A village or grid. What is reported there goes to its successor, or to the place above;"
              + " what is open there stays until it is done and is listed on its page. Closed"
              + " before, its successor is this one from now on.",
      doneZh = "已撤销；以后在这里的上报归到接替的地方",
      doneEn = "Closed: what is reported here goes to what took its place")
  Outcome<Gone> close(@On DivisionCode code, Closing wish, Viewer viewer) {
    if (code.value().length() < Level.VILLAGE.digits()) return Outcome.refused(TOO_HIGH);
    if (!wish.sure()) {
      return Outcome.refused(Refusal.field("sure", "请勾选“确认撤销”", "tick that it is closed"));
    }
    DivisionCode to = wish.successor();
    boolean open = to == null || (closed.today(to).equals(to) && !code.contains(to));
    if (!open) return Outcome.refused(NOT_THERE);
    closed.close(code, to);
    String into = closed.today(code).value();
    audit.record("division-closed", viewer.id(), code.value(), Map.of("over", into));
    return Outcome.done(new Gone(code.value(), into));
  }

  @Write(
      name = "division-reopened",
      zh = "恢复使用",
      en = "Use the place again",
      page = ONE + "/reopen",
      back = "/divisions?at={code}",
      api = "POST /api/v1" + ONE + "/reopen",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "In use already, it stays as it is.",
      doneZh = "已恢复使用",
      doneEn = "In use again")
  Outcome<Gone> reopen(@On DivisionCode code, Viewer viewer) {
    if (closed.reopen(code)) {
      audit.record("division-reopened", viewer.id(), code.value(), Map.of());
    }
    return Outcome.done(new Gone(code.value(), closed.today(code).value()));
  }
}
