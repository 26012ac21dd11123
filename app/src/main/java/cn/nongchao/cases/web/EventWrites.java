package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.CategoryCode;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.Reporter;
import cn.nongchao.cases.Reporter.Purpose;
import cn.nongchao.cases.Taken;
import cn.nongchao.cases.Where;
import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Write;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reporting from the phone, taking down what a caller says, calling back. */
@Doors
class EventWrites {

  private final Events events;
  private final EventFiles files;

  EventWrites(Events events, EventFiles files) {
    this.events = events;
    this.files = files;
  }

  /**
   * A report. What a page does not ask for a program may say all the same.
   *
   * @param channel GRID, HOTLINE (clerks and dispatchers), SENSOR, or CITIZEN (citizens); from who
   *     reports if left out
   * @param secret random text of at least 16 characters, for a tracking code
   */
  record Reporting(
      UUID id,
      @Nullable Channel channel,
      @Field(zh = "类别", en = "Category") @Nullable CategoryCode category,
      @Field(
              zh = "发现了什么（选了类别可不填）",
              en = "What you found (optional with a category)",
              readers = Readers.REPORTER)
          @Area
          @Size(max = 2000)
          String words,
      @Field(zh = "现场照片", en = "Photos") @Size(max = 50) List<EvidenceId> evidence,
      @Flat @Field(zh = "在哪里", en = "Where") Where where,
      @Size(max = 200) String reporter,
      @Size(max = 20) String phone,
      boolean callBack,
      String secret) {}

  /**
   * What a caller says.
   *
   * @param secret the tracking code is made from it; none without
   */
  record Calling(
      UUID id,
      @Field(zh = "来电人称呼", en = "Caller") @Size(max = 200) String reporter,
      @Field(zh = "来电号码（加密保存）", en = "Phone (kept sealed)") @Size(max = 20) String phone,
      @Field(zh = "办结后要求电话回访", en = "Call back when it is handled") boolean callBack,
      @Field(zh = "类别", en = "Category") @Nullable CategoryCode category,
      @Field(zh = "来电内容", en = "What the caller says", readers = Readers.REPORTER)
          @Area
          @Size(max = 2000)
          String words,
      @Flat @Field(zh = "在哪里", en = "Where") Where where,
      @Nullable UUID secret) {}

  @Write(
      name = "event-report",
      zh = "上报",
      en = "Report",
      page = "/events/new",
      to = "/events/{id}",
      api = "POST /api/v1/events",
      makes = "/api/v1/events/{id}",
      by = {
        CasesRoles.GRID_WORKER,
        CasesRoles.AUXILIARY,
        CasesRoles.OFFICER,
        LoopRoles.SQUAD_LEADER,
        CasesRoles.CLERK,
        CasesRoles.DISPATCHER,
        PeopleRoles.CITIZEN
      },
      over = Over.OWN,
      about =
          "Sent twice with one id, it is taken in once. Answers 201 with its number. Clerks and"
              + " dispatchers alone take down what a caller of the hotline says; citizens report"
              + " as CITIZEN.")
  Outcome<Taken> report(Reporting said, Viewer viewer) {
    boolean citizen = viewer.roles().equals(Set.of(PeopleRoles.CITIZEN));
    Channel usual = citizen ? Channel.CITIZEN : Channel.GRID;
    Channel channel = said.channel() == null ? usual : said.channel();
    Set<Channel> open = channels(viewer, citizen);
    if (!open.contains(channel)) {
      String zh = open.stream().map(one -> one.title().zh()).collect(Collectors.joining("、"));
      String en = open.stream().map(one -> one.title().en()).collect(Collectors.joining(", "));
      return Outcome.refused(
          Refusal.field("channel", "您可用的渠道：" + zh, "the channels open to you: " + en));
    }
    Report report =
        report(said.id(), channel, said.category(), said.words(), said.where())
            .by(said.reporter(), said.phone(), said.callBack())
            .showing(EvidenceId.values(said.evidence()))
            .tracked(said.secret().isEmpty() ? null : said.secret());
    return events.report(report, Actor.of(viewer)).map(Taken::of);
  }

  /** As on the pages: the hotline is the desk's, citizens speak for themselves. */
  private static Set<Channel> channels(Viewer viewer, boolean citizen) {
    if (citizen) return EnumSet.of(Channel.CITIZEN);
    return viewer.holdsAny(List.of(CasesRoles.CLERK, CasesRoles.DISPATCHER))
        ? EnumSet.of(Channel.GRID, Channel.HOTLINE, Channel.SENSOR)
        : EnumSet.of(Channel.GRID, Channel.SENSOR);
  }

  private static Report report(
      UUID id, Channel channel, @Nullable CategoryCode category, String words, Where where) {
    return new Report(
        new LoopId(id),
        channel,
        CategoryCode.value(category),
        words,
        where.address(),
        where.division(),
        where.lat(),
        where.lon(),
        "",
        "",
        false,
        List.of(),
        null,
        null,
        null);
  }

  @Write(
      name = "hotline",
      zh = "登记",
      en = "Take it down",
      page = "/hotline",
      api = "POST /api/v1/hotline",
      makes = "/api/v1/events/{id}",
      by = {CasesRoles.DISPATCHER, CasesRoles.CLERK},
      over = Over.OWN,
      shown = true,
      about = "The same as an event reported with the channel HOTLINE.")
  Outcome<Taken> takeDown(Calling call, Viewer viewer) {
    Report report =
        report(call.id(), Channel.HOTLINE, call.category(), call.words(), call.where())
            .by(call.reporter(), call.phone(), call.callBack())
            .tracked(call.secret() == null ? null : call.secret().toString());
    return events.report(report, Actor.of(viewer)).map(Taken::of);
  }

  /** What a reporter's name and number are looked at for. */
  record Looking(
      @Field(zh = "查看目的（记入审计）", en = "What for (goes into the audit log)") Purpose purpose) {}

  @Write(
      name = "event-phone",
      zh = "查看号码",
      en = "Show name and number",
      page = "/events/{id}/phone",
      back = "/events/{id}",
      api = "POST /api/v1/events/{id}/phone",
      over = Over.SUBJECT,
      shown = true,
      about =
          "The reporter's name and number in clear. For dispatchers and clerks of its place or of"
              + " the unit that has it, and for whoever has it in hand. Who read it, and what for,"
              + " is kept in the audit record.")
  Outcome<Reporter> phone(@On Loop id, Looking looking, Viewer viewer) {
    return files.reporter(id.id(), looking.purpose(), viewer);
  }
}
