package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a report in: checks it, seals what is private, writes the event and opens its loop. */
@Component
class Intake {

  private static final int WORDS_LIMIT = 2000;
  private static final int SHORT_LIMIT = 200;
  private static final int SECRET_LEAST = 16;
  private static final int TITLE_LENGTH = 40;

  private final EventStore store;
  private final Loops loops;
  private final ResponsibilityList list;
  private final Clock clock;

  Intake(EventStore store, Loops loops, ResponsibilityList list, Clock clock) {
    this.store = store;
    this.loops = loops;
    this.list = list;
    this.clock = clock;
  }

  Outcome<Reported> take(Report report, Actor actor) {
    Optional<Category> line = Optional.ofNullable(report.category()).flatMap(list::find);
    DivisionCode division = report.division();
    List<Refusal> wrong = check(report, line.orElse(null), division);
    if (!wrong.isEmpty() || division == null) return Outcome.refused(wrong);
    Instant at =
        actor instanceof Actor.Automatic(String name, Instant stated) && stated != null
            ? stated
            : clock.instant();
    String code = report.secret() == null ? null : codeOf(report.id(), report.secret());
    var row =
        new EventStore.Row(
            report,
            line.map(Category::version).orElse(null),
            division,
            at,
            null,
            null,
            null,
            code == null ? null : Digests.sha256(code));
    if (!store.add(row)) return earlier(report, code, actor);
    Loop loop = loops.open(opening(report, line.orElse(null), division), actor).orThrow();
    if (!loop.kind().equals(EventLife.KIND)) {
      throw new IllegalArgumentException("the id of a " + loop.kind() + " used for an event");
    }
    return Outcome.done(new Reported(loop.id(), loop.number(), code));
  }

  private static Opening opening(Report report, @Nullable Category line, DivisionCode division) {
    Map<String, String> data = new HashMap<>();
    data.put("channel", report.channel().name());
    if (report.category() != null) data.put("category", report.category());
    if (line != null) data.put("list", Integer.toString(line.version()));
    // The words stay outside the entry, so that they can be erased; their digest proves them.
    data.put("words", Digests.hex(Digests.sha256(report.id() + "\n" + report.words().strip())));
    return new Opening(
        report.id(),
        EventLife.KIND,
        title(report, line),
        division,
        report.lat(),
        report.lon(),
        null,
        null,
        null,
        "",
        data,
        report.evidence());
  }

  private static String title(Report report, @Nullable Category line) {
    String words = report.words().strip().replaceAll("\\s+", " ");
    String kind = line != null ? line.name().zh() : report.category();
    String title = kind == null ? words : words.isEmpty() ? kind : kind + "：" + words;
    return title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH) + "…";
  }

  /** A report that came before: the same answer to whoever sent it then, and to nobody else. */
  private Outcome<Reported> earlier(Report report, @Nullable String code, Actor actor) {
    LoopId id = report.id();
    if (report.source() != null && report.externalRef() != null) {
      id = store.bySource(report.source(), report.externalRef()).orElse(id);
    }
    Loop loop = loops.find(id).orElse(null);
    boolean own =
        loop != null
            && (actor instanceof Actor.Automatic
                || (actor.person() != null && actor.person().equals(loop.openedBy()))
                || (code != null && holds(code, id)));
    if (!own) {
      return Outcome.refused(
          Refusal.of("already-exists", "这个编号已被使用，请重新填写", "this id is taken; start again"));
    }
    boolean same = code != null && holds(code, id);
    return Outcome.done(new Reported(id, loop.number(), same ? code : null));
  }

  private boolean holds(String code, LoopId id) {
    return store.byTracking(Digests.sha256(code)).filter(id::equals).isPresent();
  }

  private static String codeOf(LoopId id, String secret) {
    return TrackingCode.of(Digests.sha256(id + "\n" + secret));
  }

  private static List<Refusal> check(
      Report report, @Nullable Category line, @Nullable DivisionCode division) {
    List<Refusal> wrong = new ArrayList<>();
    boolean imported = report.channel() == Channel.IMPORT;
    if (report.category() != null && (line == null || line.isUpper()) && !imported) {
      wrong.add(Refusal.field("category", "责任清单中没有这个小类", "no such line in the list"));
    }
    if (report.words().isBlank() && report.category() == null) {
      wrong.add(Refusal.field("words", "请写明发现了什么", "say what you found"));
    }
    if (report.words().length() > WORDS_LIMIT) {
      wrong.add(Refusal.field("words", "描述不能超过 2000 字", "at most 2,000 characters"));
    }
    if (report.address().length() > SHORT_LIMIT) {
      wrong.add(Refusal.field("address", "地点不能超过 200 字", "at most 200 characters"));
    }
    if (report.reporter().length() > SHORT_LIMIT) {
      wrong.add(Refusal.field("reporter", "姓名不能超过 200 字", "at most 200 characters"));
    }
    if ((report.lat() == null) != (report.lon() == null) || outside(report)) {
      wrong.add(Refusal.field("position", "位置坐标不正确", "the position is not on Earth"));
    } else if (division == null) {
      wrong.add(
          Refusal.field(
              "division", "请选择网格，或允许使用手机位置", "choose the grid, or allow the phone's position"));
    }
    if (report.secret() != null && report.secret().length() < SECRET_LEAST) {
      wrong.add(Refusal.field("secret", "随机串至少 16 位", "at least 16 random characters"));
    }
    if ((report.source() == null) != (report.externalRef() == null)) {
      wrong.add(Refusal.field("externalRef", "来源与外部编号须同时给出", "give source and reference"));
    }
    return wrong;
  }

  private static boolean outside(Report report) {
    Double lat = report.lat();
    Double lon = report.lon();
    if (lat == null || lon == null) return false;
    return !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  }
}
