package cn.nongchao.seal.status;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.cose.Header;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status list whose signature was checked.
 *
 * @param list the statuses
 * @param key the key that signed
 * @param subject the address the list is served at
 * @param issuedAt seconds since 1970 (UTC)
 * @param expiresAt last second at which it may be relied on
 * @param refresh seconds after which a checker with a network fetches it again
 */
public record SignedStatusList(
    StatusList list, CodeKey key, String subject, long issuedAt, long expiresAt, long refresh) {
  static final long ISS = 1;
  static final long SUB = 2;
  static final long EXP = 4;
  static final long IAT = 6;
  static final long STATUS_LIST = 65533;
  static final long TTL = 65534;
  static final String TYPE = "application/statuslist+cwt";

  /** A clock may be behind the issuer's by so many seconds. */
  private static final long SKEW = 300;

  private static final Pattern SUBJECT =
      Pattern.compile("(https?://\\S{1,400})/status/(0|[1-9][0-9]{0,3})");

  /**
   * Reads a list and checks its signature and dates.
   *
   * @param now seconds since 1970 (UTC)
   */
  public static Outcome<SignedStatusList> read(byte[] token, CodeKeys trusted, long now) {
    return CborReader.deterministic(token, Limits.LIST)
        .then(item ->
            item instanceof Cbor.Tagged(long tag, _) && tag == CoseSign1.TAG
                ? CoseSign1.of(item)
                : malformed())
        .then(message -> verified(message, trusted))
        .then(SignedStatusList::claims)
        .then(list -> dated(list, now));
  }

  /** A payload and the key that signed it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Signed(byte[] payload, CodeKey key) {}

  private static Outcome<Signed> verified(CoseSign1 message, CodeKeys trusted) {
    Header header = message.header();
    if (!header.openFields().values().isEmpty()
        || header.protectedFields().values().size() != 3
        || !header.deterministic()
        || !Cbor.of(TYPE).equals(header.protectedFields().get(Header.TYP))
        || !(header.protectedFields().get(Header.KID) instanceof Cbor.Bytes(byte[] id))) {
      return malformed();
    }
    List<CodeKey> keys = trusted.withId(id);
    if (keys.isEmpty()) {
      String name = HexFormat.of().formatHex(id, 0, Math.min(id.length, 8));
      return Outcome.refuse(
          "没有编号为 " + name + " 的签发公钥，无法核验状态名单。",
          "There is no trusted key " + name + ", so the status list cannot be checked.");
    }
    for (CodeKey key : keys) {
      boolean profile = header.algorithm().equals(Optional.of(key.profile().algorithm()));
      if (profile && message.verify(key.verifying()) instanceof Outcome.Got<byte[]>(byte[] it)) {
        return Outcome.of(new Signed(it, key));
      }
    }
    return Outcome.refuse("状态名单的签名不符。", "The signature of the status list does not match.");
  }

  private static Outcome<SignedStatusList> claims(Signed signed) {
    return CborReader.deterministic(signed.payload(), Limits.LIST)
        .then(item ->
            item instanceof Cbor.Fields fields && fields.values().size() == 6
                ? claims(fields, signed.key())
                : malformed());
  }

  private static Outcome<SignedStatusList> claims(Cbor.Fields fields, CodeKey key) {
    if (fields.get(ISS) instanceof Cbor.Text(String issuer)
        && fields.get(SUB) instanceof Cbor.Text(String subject)
        && fields.get(EXP) instanceof Cbor.Int(long expiresAt)
        && fields.get(IAT) instanceof Cbor.Int(long issuedAt)
        && fields.get(TTL) instanceof Cbor.Int(long refresh)
        && fields.get(STATUS_LIST) instanceof Cbor.Fields list
        && list.values().size() == 2
        && Cbor.of(2).equals(list.get("bits"))
        && list.get("lst") instanceof Cbor.Bytes(byte[] compressed)) {
      Matcher parts = SUBJECT.matcher(subject);
      if (!parts.matches() || Long.parseLong(parts.group(2)) > StatusList.LAST_NUMBER) {
        return malformed();
      }
      if (!issuer.equals(key.issuer())
          || key.site().map(site -> !site.equals(parts.group(1))).orElse(false)) {
        return Outcome.refuse(
            "状态名单不是该密钥的签发者发布的。", "The status list is not of the issuer the key belongs to.");
      }
      return StatusList.inflate(Long.parseLong(parts.group(2)), compressed)
          .map(statuses ->
              new SignedStatusList(statuses, key, subject, issuedAt, expiresAt, refresh));
    }
    return malformed();
  }

  private static Outcome<SignedStatusList> dated(SignedStatusList list, long now) {
    if (!list.key.period().contains(list.issuedAt)) {
      return Outcome.refuse(
          "签发时间不在密钥有效期内。", "The key was not in use when the status list was issued.");
    }
    if (list.issuedAt > now + SKEW) {
      return Outcome.refuse(
          "状态名单的签发时间在将来，请检查本机时间。",
          "The status list is from the future; check this device's clock.");
    }
    if (list.expiresAt < now) {
      return Outcome.refuse("状态名单已过期，请更新。", "The status list has expired; fetch it again.");
    }
    return Outcome.of(list);
  }

  /** The status of an act by the index in its code. */
  public Status at(long statusIndex) {
    return list.at(statusIndex);
  }

  private static <T> Outcome<T> malformed() {
    return Outcome.refuse("这不是状态名单。", "This is not a status list.");
  }
}
