package cn.nongchao.seal.status;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.cose.Header;
import cn.nongchao.seal.text.Inflate;
import java.util.Arrays;
import java.util.Map;

/**
 * Two bits for each of 2^20 acts. List number n holds the acts with status indexes from n·2^20 on.
 * The layout is that of draft-ietf-oauth-status-list: the first act in the lowest bits of the first
 * byte, zlib over all, in a signed CWT. The format is written down in docs/formats/status-list.md.
 */
public final class StatusList {
  /** Acts in one list. */
  public static final int SIZE = 1 << 20;

  /** Bytes of a list before compression. */
  static final int PACKED = SIZE / 4;

  /** Number of the last list, for 2^32 acts in all. */
  static final long LAST_NUMBER = 4095;

  private final long number;
  private final byte[] packed;

  StatusList(long number, byte[] packed) {
    if (number < 0 || number > LAST_NUMBER || packed.length != PACKED) {
      throw new IllegalArgumentException("not the number or size of a status list");
    }
    this.number = number;
    this.packed = packed;
  }

  /** A list in which every act is valid. */
  public static StatusList allValid(long number) {
    return new StatusList(number, new byte[PACKED]);
  }

  /**
   * A list in which every act is valid but those named.
   *
   * @param number from 0 to 4095
   * @param others by the acts' status indexes
   * @throws IllegalArgumentException if an index belongs to another list or a status is UNKNOWN
   */
  public static StatusList of(long number, Map<Long, Status> others) {
    byte[] packed = new byte[PACKED];
    others.forEach((index, status) -> {
      if (numberOf(index) != number || status == Status.UNKNOWN) {
        throw new IllegalArgumentException("index " + index + " cannot be " + status);
      }
      int place = (int) (index % SIZE);
      packed[place / 4] |= (byte) (status.bits() << (place % 4 * 2));
    });
    return new StatusList(number, packed);
  }

  /** The list an act's status stands in. */
  public static long numberOf(long statusIndex) {
    return Math.floorDiv(statusIndex, (long) SIZE);
  }

  /** The status of an act by the index in its code; UNKNOWN where another list tells it. */
  public Status at(long statusIndex) {
    if (numberOf(statusIndex) != number) {
      return Status.UNKNOWN;
    }
    int place = (int) (statusIndex % SIZE);
    return Status.ofBits(packed[place / 4] >>> (place % 4 * 2) & 3);
  }

  public long number() {
    return number;
  }

  byte[] packed() {
    return packed.clone();
  }

  /**
   * Signs the list as it stands now.
   *
   * @param site where codes lead, for example {@code https://host/c}; the list is served at {@code
   *     SITE/status/NUMBER}
   * @param issuedAt now, in seconds since 1970 (UTC)
   * @param keep for how many seconds a checker without a network may rely on it
   * @param refresh after how many seconds a checker with a network fetches it again
   */
  public byte[] sign(CodeSigner signer, String site, long issuedAt, long keep, long refresh) {
    Cbor list =
        new Cbor.Fields(
            Map.of(
                Cbor.of("bits"), Cbor.of(2),
                Cbor.of("lst"), Cbor.of(Inflate.deflate(packed))));
    Map<Cbor, Cbor> claims =
        Map.of(
            Cbor.of(SignedStatusList.ISS), Cbor.of(signer.key().issuer()),
            Cbor.of(SignedStatusList.SUB), Cbor.of(site + "/status/" + number),
            Cbor.of(SignedStatusList.EXP), Cbor.of(issuedAt + keep),
            Cbor.of(SignedStatusList.IAT), Cbor.of(issuedAt),
            Cbor.of(SignedStatusList.STATUS_LIST), list,
            Cbor.of(SignedStatusList.TTL), Cbor.of(refresh));
    return CoseSign1.sign(
        Map.of(
            Cbor.of(Header.KID), Cbor.of(signer.key().id()),
            Cbor.of(Header.TYP), Cbor.of(SignedStatusList.TYPE)),
        CborWriter.write(new Cbor.Fields(claims)),
        signer.signer());
  }

  static Outcome<StatusList> inflate(long number, byte[] compressed) {
    return Inflate.zlib(compressed, PACKED)
        .then(packed ->
            packed.length == PACKED
                ? Outcome.of(new StatusList(number, Arrays.copyOf(packed, PACKED)))
                : Outcome.refuse("状态名单长度不对。", "The status list is not of its size."));
  }
}
