package cn.nongchao.proof;

import cn.nongchao.platform.Text;
import cn.nongchao.proof.LogProofs.Standing;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CreditCode;
import cn.nongchao.seal.code.Subject;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.json.Json;
import cn.nongchao.seal.status.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether what is stored of a code is what was sealed when it was issued and changed. A code's row
 * can be altered by whoever has the database's password; what its reader is told is compared first.
 */
@Component
@Transactional(readOnly = true)
public class CodeProof {

  static final String ISSUED = "code.issued";
  static final String CHANGED = "code.status";

  private final CodeStore codes;
  private final Records records;
  private final LogProofs proofs;
  private final Alerts alerts;

  CodeProof(CodeStore codes, Records records, LogProofs proofs, Alerts alerts) {
    this.codes = codes;
    this.records = records;
    this.proofs = proofs;
    this.alerts = alerts;
  }

  /** False where it was altered; supervision is told then. */
  public boolean holds(IssuedCode code) {
    Optional<String> difference =
        difference(code)
            .or(() ->
                codes.isAsWritten(code.act(), code.kind())
                    ? Optional.empty()
                    : Optional.of("its row was altered"));
    difference.ifPresent(
        what -> alerts.raise(AlertKind.RECORD_ALTERED, code.spoken() + ": " + what));
    return difference.isEmpty();
  }

  /**
   * What is not as it was sealed, in English; empty where everything is. A code that was changed
   * lawfully between its reading and that of its records is read once more.
   */
  Optional<String> difference(IssuedCode code) {
    return compared(code)
        .flatMap(first -> codes.byAct(code.act()).map(this::compared).orElse(Optional.of(first)));
  }

  private Optional<String> compared(IssuedCode code) {
    Map<String, Object> issued = Map.of();
    Map<String, Object> changed = Map.of();
    for (Records.Kept kept : records.ofAct(code.act())) {
      SealedEntry sealed = kept.sealed();
      if (proofs.of(new Gathering.Subject(Records.NAME, kept.id()), sealed) == Standing.ALTERED) {
        return Optional.of("record " + kept.id() + " is not what was sealed");
      }
      if (sealed.facts().type().equals(CHANGED)) {
        changed = sealed.facts().facts();
      } else {
        issued = sealed.facts().facts();
      }
    }
    if (issued.isEmpty()) return Optional.of("its issuing is not on record");
    try {
      String wrong = wrong(code, issued, changed);
      return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
    } catch (RuntimeException e) { // altered so that it has no form any more
      return Optional.of("it cannot be read: " + e);
    }
  }

  private static String wrong(
      IssuedCode code, Map<String, Object> issued, Map<String, Object> changed) {
    if (!code.link().endsWith("/" + issued.get("code"))) return "the signed code was exchanged";
    ActCode signed = ActCode.read(code.link()).orThrow();
    if (!signed.claims().act().equals(code.act())) return "it was given another act's code";
    if (!signed.shortId().text().equals(code.shortId())) return "the short id was altered";
    if (!subject(signed).equals(code.subject())) return "the subject was altered";
    if (signed.claims().issuedAt() != code.issuedAt().getEpochSecond())
      return "its time was altered";
    if (signed.claims().statusIndex() != code.statusIndex()) return "its place was altered";
    if (!code.kind().equals(issued.get("kind"))) return "the kind of act was altered";
    // Codes issued before the digest was sealed carry none.
    Object digest = issued.get("facts");
    if (digest != null && !digest.equals(digest(code.facts()))) return "the facts were altered";
    // Nor did they say whose act it is.
    Object unit = issued.get("unit");
    if (unit != null && !unit.equals(String.valueOf(code.unit()))) {
      return "the unit that acted was altered";
    }
    if (!code.status().name().equals(changed.getOrDefault("status", Status.VALID.name()))) {
      return "the status was altered";
    }
    if (!code.reason().equals(changed.getOrDefault("reason", ""))) return "the reason was altered";
    // Nor was the successor sealed at first, where the status was.
    Object next = changed.isEmpty() ? "null" : changed.get("next");
    boolean same = next == null || next.equals(String.valueOf(code.correctedBy()));
    return same ? "" : "the act that took its place was altered";
  }

  private static String subject(ActCode signed) {
    return signed.claims().subject() instanceof Subject.Firm(CreditCode firm) ? firm.text() : "";
  }

  /** SHA-256 over the lines a code's reader may be shown, in hexadecimal; sealed when issued. */
  static String digest(List<Fact> facts) {
    List<Map<String, Object>> lines =
        facts.stream()
            .map(fact ->
                Map.<String, Object>of(
                    "label", words(fact.label()),
                    "value", words(fact.value()),
                    "audience", fact.audience().name()))
            .toList();
    try {
      byte[] bytes = Json.canonical(lines);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (Malformed e) {
      throw new IllegalArgumentException("facts that cannot be sealed: " + e.reason().en(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> words(Text text) {
    return Map.of("zh", text.zh(), "en", text.en());
  }
}
