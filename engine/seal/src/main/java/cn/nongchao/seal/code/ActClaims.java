package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.text.ShortId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the code of an act says.
 *
 * @param issuer who answers for the act, for example a division code: 1 to 24 of A-Z a-z 0-9 . -
 * @param act the id of the act
 * @param kind what kind of act it is: 1 to 12 of a-z 0-9 -
 * @param issuedAt when the code was issued, in seconds since 1970 (UTC), up to 2^40
 * @param subject whom it concerns
 * @param officers the licence numbers of the officers who acted, at most 8: 1 to 24 bytes of
 *     letters, digits and -
 * @param leaf where the act's entry stands in the log
 * @param statusIndex the act's place in the status lists, from 0 to 2^32-1
 */
public record ActClaims(
    String issuer,
    UUID act,
    String kind,
    long issuedAt,
    Subject subject,
    List<String> officers,
    LeafHash leaf,
    long statusIndex) {
  private static final Pattern ISSUER = Pattern.compile("[A-Za-z0-9.-]{1,24}");
  private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,12}");
  private static final Pattern LICENCE = Pattern.compile("[\\p{L}\\p{Nd}-]+");
  private static final int LONGEST_LICENCE = 24;
  private static final int MOST_OFFICERS = 8;
  private static final long LATEST = 1L << 40;
  private static final long LAST_INDEX = (1L << 32) - 1;

  /**
   * @throws IllegalArgumentException where {@link #of} would refuse
   */
  public ActClaims {
    officers = List.copyOf(officers);
    Reason fault = fault(issuer, kind, issuedAt, officers, statusIndex);
    if (fault != null) {
      throw new IllegalArgumentException(fault.en());
    }
  }

  /** The claims, or the first thing wrong with them. */
  public static Outcome<ActClaims> of(
      String issuer,
      UUID act,
      String kind,
      long issuedAt,
      Subject subject,
      List<String> officers,
      LeafHash leaf,
      long statusIndex) {
    Reason fault = fault(issuer, kind, issuedAt, officers, statusIndex);
    return fault != null
        ? Outcome.refuse(fault)
        : Outcome.of(
            new ActClaims(issuer, act, kind, issuedAt, subject, officers, leaf, statusIndex));
  }

  private static @Nullable Reason fault(
      String issuer, String kind, long issuedAt, List<String> officers, long statusIndex) {
    if (!ISSUER.matcher(issuer).matches()) {
      return new Reason(
          "签发者应为 1 至 24 位字母、数字、点或连字符。", "The issuer is 1 to 24 letters, digits, dots or hyphens.");
    }
    if (!KIND.matcher(kind).matches()) {
      return new Reason(
          "行为种类应为 1 至 12 位小写字母、数字或连字符。", "The kind is 1 to 12 small letters, digits or hyphens.");
    }
    if (issuedAt < 0 || issuedAt > LATEST) {
      return new Reason("签发时间超出范围。", "The time of issue is out of range.");
    }
    if (officers.size() > MOST_OFFICERS) {
      return new Reason("执法人员最多 8 名。", "There are at most 8 officers.");
    }
    for (String licence : officers) {
      if (!LICENCE.matcher(licence).matches()
          || licence.getBytes(StandardCharsets.UTF_8).length > LONGEST_LICENCE) {
        return new Reason(
            "执法证号应为不超过 24 字节的文字、数字或连字符。",
            "A licence number is at most 24 bytes of letters, digits or hyphens.");
      }
    }
    if (statusIndex < 0 || statusIndex > LAST_INDEX) {
      return new Reason("状态序号超出范围。", "The status index is out of range.");
    }
    return null;
  }

  /** The short id printed beside the code. */
  public ShortId shortId() {
    return ShortId.of(act);
  }
}
