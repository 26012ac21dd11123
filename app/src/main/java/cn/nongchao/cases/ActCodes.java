package cn.nongchao.cases;

import cn.nongchao.cases.Confirmations.Word;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Masks;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives an act of law recorded on an event its code (行政行为码), in the transaction in which the last
 * of those named in it confirms.
 */
@Component
class ActCodes {

  private static final Text OFFICERS = Text.of("执法人员", "Officers");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Codes codes;
  private final EventFiles files;
  private final People people;
  private final Divisions divisions;
  private final Settings settings;

  ActCodes(Codes codes, EventFiles files, People people, Divisions divisions, Settings settings) {
    this.codes = codes;
    this.files = files;
    this.people = people;
    this.divisions = divisions;
    this.settings = settings;
  }

  /**
   * An act as it was recorded.
   *
   * @param handled the entry that records it
   * @param words of those named in it
   */
  record Recorded(Loop loop, Entry handled, Handling handling, Act act, List<Word> words) {
    Recorded {
      words = List.copyOf(words);
    }
  }

  Outcome<IssuedCode> issue(Recorded act) {
    return codes.issue(record(act));
  }

  /** Whether it could be issued as things stand. */
  Outcome<ActRecord> foreseen(Recorded act) {
    return codes.foresee(record(act));
  }

  /**
   * The act's id follows from that of the entry that records it, so that one entry has one code.
   * The officers' licences count on the day of the act.
   */
  private ActRecord record(Recorded act) {
    LocalDate day = act.handled().at().atZone(settings.zone()).toLocalDate();
    List<String> licences =
        act.handling().officers().stream()
            .distinct()
            .flatMap(officer ->
                people.qualification(officer, Qualification.LAW_ENFORCEMENT, day).stream())
            .map(Qualification::number)
            .toList();
    Category line = files.facts(act.loop().id()).flatMap(files::line).orElse(null);
    return new ActRecord(
        idOf(act.handled().id()),
        act.act().codeKind(),
        act.loop().id(),
        act.handled().id(),
        act.loop().division(),
        act.handling().subject().strip(),
        licences,
        facts(act, line));
  }

  /** What the public reads names no person; whoever was acted upon saw the officers' licences. */
  private List<Fact> facts(Recorded act, @Nullable Category line) {
    Loop loop = act.loop();
    Handling handling = act.handling();
    List<Fact> facts = new ArrayList<>();
    if (line != null) facts.add(Fact.open(Text.of("事项", "Matter"), line.name()));
    facts.add(Fact.open(Text.of("地点", "Place"), Text.same(divisions.path(loop.division()))));
    if (line != null && !line.basis().isEmpty()) {
      facts.add(Fact.open(Text.of("依据", "Basis"), Text.same(line.basis())));
    }
    facts.add(Fact.open(Text.of("检查处理情况", "Checked and done"), summary(act, line)));
    facts.add(Fact.open(OFFICERS, Text.same(names(handling.officers(), Masks::name))).fromRecord());
    facts.add(
        Fact.open(Text.of("执法人员本人确认", "Confirmed by the officers"), confirmed(act)).fromRecord());
    String whole = names(handling.officers(), name -> name);
    derived(facts, Text.of("执法人员姓名", "Officers in full"), whole, Audience.SUBJECT);
    derived(facts, Text.of("当事人", "Towards"), handling.subject(), Audience.SUBJECT);
    Text note = Text.of("内部记录", "Note among officials");
    facts.add(new Fact(note, Text.same(act.handled().note().strip()), Audience.OFFICIAL));
    derived(facts, Text.of("事件编号", "Event"), loop.number(), Audience.OFFICIAL);
    return facts;
  }

  /** As whoever recorded it wrote it for the public; else what is known, in words. */
  private static Text summary(Recorded act, @Nullable Category line) {
    String own = act.handling().summary().strip();
    if (!own.isEmpty()) return Text.same(own);
    Text done = act.act().title();
    return line == null
        ? done
        : Text.of(line.name().zh() + "：" + done.zh(), line.name().en() + ": " + done.en());
  }

  /** Each by the first sign of their name, with how and when they stood to the act. */
  private Text confirmed(Recorded act) {
    Map<PersonId, String> names = people.names(act.handling().officers());
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Word word : act.words()) {
      String name = Masks.name(names.getOrDefault(word.officer(), "—"));
      Text how = word.standing().title();
      String at = word.at() == null ? "" : " " + MINUTE.format(word.at().atZone(settings.zone()));
      zh.add(name + "（" + how.zh() + at + "）");
      en.add(name + " (" + how.en() + at + ")");
    }
    return Text.of(String.join("、", zh), String.join(", ", en));
  }

  private static void derived(List<Fact> facts, Text label, String value, Audience audience) {
    if (value.isBlank()) return;
    facts.add(new Fact(label, Text.same(value.strip()), audience).fromRecord());
  }

  private String names(List<PersonId> officers, UnaryOperator<String> shown) {
    Map<PersonId, String> names = people.names(officers);
    return String.join(
        "、",
        officers.stream().distinct().map(id -> shown.apply(names.getOrDefault(id, "—"))).toList());
  }

  /** A UUID of version 8 (RFC 9562 section 5.8) from the entry's hash. */
  static UUID idOf(UUID entry) {
    byte[] bytes = ("act of " + entry).getBytes(StandardCharsets.US_ASCII);
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      long high = hash.getLong() & ~0xf000L | 0x8000L;
      return new UUID(high, hash.getLong() & ~(3L << 62) | 1L << 63);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
