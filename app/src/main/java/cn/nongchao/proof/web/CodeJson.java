package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.status.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The code of an act as programs of the office read it. Times are ISO 8601 in UTC.
 *
 * @param shortId for people, 12 characters
 * @param link the address in the QR
 * @param division code of the place
 * @param loop id of what the act belongs to
 * @param entry id of the entry that records it
 * @param licences of the officers
 * @param subject the firm's unified social credit code; empty for none
 * @param scanned how often it was looked at
 * @param reason why it is no longer simply valid; empty while it is
 * @param correctedBy id of the act that took its place
 */
record CodeJson(
    UUID act,
    String shortId,
    String link,
    String kind,
    Text title,
    String division,
    UUID loop,
    UUID entry,
    Instant issuedAt,
    List<String> licences,
    String subject,
    List<Fact> facts,
    long scanned,
    Status status,
    @Nullable Instant statusAt,
    String reason,
    @Nullable UUID correctedBy) {

  CodeJson {
    licences = List.copyOf(licences);
    facts = List.copyOf(facts);
  }

  static CodeJson of(IssuedCode code, long scanned) {
    return new CodeJson(
        code.act(),
        code.shortId(),
        code.link(),
        code.kind(),
        code.title(),
        code.division().value(),
        code.loop().value(),
        code.entry(),
        code.issuedAt(),
        ActCode.read(code.link()).orThrow().claims().officers(),
        code.subject(),
        code.facts(),
        scanned,
        code.status(),
        code.statusAt(),
        code.reason(),
        code.correctedBy());
  }

  /** What can be done with a code. */
  enum Change {
    /** Declares the act void. */
    REVOKE,
    /** Marks it as being looked into. */
    SUSPEND,
    /** Puts a suspended one in force again. */
    RESUME,
    /** Puts a new code with the facts put right in its place. */
    CORRECT
  }

  /**
   * A change of status.
   *
   * @param reason shown to the public
   * @param correction CORRECT: id of the act that takes its place, a UUIDv7 made by the caller
   * @param values CORRECT: the values of the facts in their order; null leaves one as it is
   */
  record Wish(
      @Nullable Change change,
      @Nullable String reason,
      @Nullable UUID correction,
      @Nullable List<@Nullable String> values) {

    /** The facts of a code with these values; those not named stay as they are. */
    List<Fact> corrected(List<Fact> facts) {
      List<Fact> all = new ArrayList<>();
      for (int i = 0; i < facts.size(); i++) {
        Fact old = facts.get(i);
        String value = values == null || i >= values.size() ? null : values.get(i);
        boolean same = value == null || value.isBlank() || value.strip().equals(old.value().zh());
        all.add(
            same || value == null
                ? old
                : new Fact(old.label(), Text.same(value.strip()), old.audience()));
      }
      return all;
    }

    int named() {
      return values == null ? 0 : values.size();
    }
  }
}
