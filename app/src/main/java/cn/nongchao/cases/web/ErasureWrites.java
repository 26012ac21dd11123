package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.ReportErasure;
import cn.nongchao.cases.ReportErasure.Done;
import cn.nongchao.cases.ReportErasure.Why;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** Erasing what an event says of a person; there is no way back, so its number is typed. */
@Doors
class ErasureWrites {

  private final ReportErasure erasure;

  ErasureWrites(ReportErasure erasure) {
    this.erasure = erasure;
  }

  /**
   * What is to go, and why.
   *
   * @param samePhone also all others reported with the same phone
   * @param number of the event, typed by whoever means it
   */
  record Erasing(
      @Field(zh = "依据（记入审计）", en = "Grounds (go into the audit log)") Why why,
      @Field(zh = "同一电话的其他上报一并删除", en = "Also all others reported with the same phone")
          boolean samePhone,
      @Field(
              zh = "输入事件编号以确认（删除后不能恢复）",
              en = "Type the number of the event to confirm; there is no way back")
          @NotBlank
          @Size(max = 40)
          String number) {}

  @Write(
      name = "event-erased",
      zh = "删除个人信息",
      en = "Erase personal data",
      page = "/events/{id}/erase",
      back = "/events/{id}",
      to = "/events/{id}",
      api = "POST /api/v1/events/{id}/erase",
      by = {CasesRoles.CLERK, PeopleRoles.ADMINISTRATOR},
      over = Over.SUBJECT,
      inPerson = true,
      about =
          "Words, place, name, phone, notes and the reporter's files of a closed event, and of what"
              + " hangs on it. Steps, times and codes of acts stay. Sent twice, it is done once."
              + " Answers how many events went, and how many with the same phone stay because"
              + " they are open or not the caller's to erase.")
  Outcome<Done> erase(@On Loop id, Erasing wish, Viewer viewer) {
    if (!wish.number().toUpperCase(Locale.ROOT).equals(id.number())) {
      return Outcome.refused(
          Refusal.field(
              "number", "应为这件事件的编号 " + id.number(), "the number of this event is " + id.number()));
    }
    return erasure.erase(id, wish.why(), wish.samePhone(), viewer);
  }
}
