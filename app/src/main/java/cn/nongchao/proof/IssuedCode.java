package cn.nongchao.proof;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Text;
import cn.nongchao.seal.status.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code that was issued, and what has become of it.
 *
 * @param shortId for people, 12 characters
 * @param unit whose act it is; null where that was not recorded
 * @param link the address in the QR
 * @param reason why it is no longer simply valid
 * @param correctedBy the act that took its place
 */
public record IssuedCode(
    UUID act,
    String shortId,
    String kind,
    Text title,
    Text next,
    LoopId loop,
    UUID entry,
    DivisionCode division,
    @Nullable OrganisationId unit,
    Instant issuedAt,
    String link,
    long statusIndex,
    List<Fact> facts,
    String subject,
    Status status,
    @Nullable Instant statusAt,
    String reason,
    @Nullable UUID correctedBy) {

  public IssuedCode {
    facts = List.copyOf(facts);
  }

  /** As printed: {@code K7QF-9D2M-X3AB}. */
  public String spoken() {
    return spoken(shortId);
  }

  public static String spoken(String shortId) {
    return shortId.replaceAll("(.{4})(?=.)", "$1-");
  }
}
