package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beside where its loop stands. The caller has made sure that the reader
 * may see the loop.
 *
 * @param category code; null while nobody has sorted it
 * @param listVersion version of the responsibility list it was sorted by; null for an import's own
 *     categories
 * @param reporter masked, like {@code 王**}; empty where none was given
 * @param phone masked, like {@code 138****1234}; empty where none was given
 * @param trackable whether somebody holds a tracking code
 * @param rating 1 to 5; null until rated
 * @param erasedAt when its personal data was erased; null while it is kept
 */
public record EventFacts(
    LoopId id,
    @Nullable String category,
    @Nullable Integer listVersion,
    Channel channel,
    String words,
    String address,
    DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    Instant reportedAt,
    String reporter,
    String phone,
    boolean callBack,
    boolean trackable,
    @Nullable Disposition disposition,
    @Nullable Integer rating,
    String ratingWords,
    @Nullable LoopId mergedInto,
    @Nullable String source,
    @Nullable String externalRef,
    @Nullable Instant erasedAt) {

  /** Asked for, and there is a number to call. */
  public boolean canBeCalledBack() {
    return callBack && !phone.isEmpty();
  }
}
