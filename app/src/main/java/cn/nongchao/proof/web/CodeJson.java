package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.status.Status;
import java.time.Instant;
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
 * @param now id of the act that counts: its own, or that which took its place
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
    @Nullable UUID correctedBy,
    UUID now) {

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
        code.correctedBy(),
        code.correctedBy() == null ? code.act() : code.correctedBy());
  }
}
