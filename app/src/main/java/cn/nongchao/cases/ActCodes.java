package cn.nongchao.cases;

import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Masks;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Outcome;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives an act of law recorded on an event its code (行政行为码), in the same transaction. */
@Component
class ActCodes {

  private static final Text OFFICERS = Text.of("执法人员", "Officers");

  private final Codes codes;
  private final People people;
  private final Divisions divisions;

  ActCodes(Codes codes, People people, Divisions divisions) {
    this.codes = codes;
    this.people = people;
    this.divisions = divisions;
  }

  /**
   * The act's id follows from that of the entry that records it, so that one entry has one code.
   *
   * @param day on which the officers' licences count
   */
  Outcome<IssuedCode> issue(
      Loop loop, Step step, Handling handling, Act act, @Nullable Category line, LocalDate day) {
    List<String> licences =
        handling.officers().stream()
            .distinct()
            .flatMap(officer ->
                people.qualification(officer, Qualification.LAW_ENFORCEMENT, day).stream())
            .map(Qualification::number)
            .toList();
    return codes.issue(
        new ActRecord(
            idOf(step.entry()),
            act.codeKind(),
            loop.id(),
            step.entry(),
            loop.division(),
            handling.subject().strip(),
            licences,
            facts(loop, step, handling, line)));
  }

  /** What the public reads names no person; whoever was acted upon saw the officers' licences. */
  private List<Fact> facts(Loop loop, Step step, Handling handling, @Nullable Category line) {
    List<Fact> facts = new ArrayList<>();
    if (line != null) facts.add(Fact.open(Text.of("事项", "Matter"), line.name()));
    facts.add(Fact.open(Text.of("地点", "Place"), Text.same(divisions.path(loop.division()))));
    if (line != null && !line.basis().isEmpty()) {
      facts.add(Fact.open(Text.of("依据", "Basis"), Text.same(line.basis())));
    }
    add(facts, Text.of("检查处理情况", "Checked and done"), handling.reply(), Audience.PUBLIC);
    facts.add(Fact.open(OFFICERS, Text.same(names(handling.officers(), Masks::name))));
    String whole = names(handling.officers(), name -> name);
    add(facts, Text.of("执法人员姓名", "Officers in full"), whole, Audience.SUBJECT);
    add(facts, Text.of("当事人", "Towards"), handling.subject(), Audience.SUBJECT);
    add(facts, Text.of("内部记录", "Note among officials"), step.note(), Audience.OFFICIAL);
    add(facts, Text.of("事件编号", "Event"), loop.number(), Audience.OFFICIAL);
    return facts;
  }

  private static void add(List<Fact> facts, Text label, String value, Audience audience) {
    if (!value.isBlank()) facts.add(new Fact(label, Text.same(value.strip()), audience));
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
