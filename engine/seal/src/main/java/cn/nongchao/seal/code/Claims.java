package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The claims as the bytes that are signed: a CWT claims set (RFC 8392). */
final class Claims {
  private static final long ISS = 1;
  private static final long IAT = 6;
  private static final long CTI = 7;

  /** Private use (below -65536): kind, subject, officers, leaf, status index. */
  private static final long ACT = -65537;

  /** Licence numbers that are a number and nothing else are written as one. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private Claims() {}

  static byte[] write(ActClaims claims) {
    List<Cbor> officers = claims.officers().stream().map(Claims::licence).toList();
    Cbor act =
        Cbor.items(
            Cbor.of(claims.kind()),
            subject(claims.subject()),
            new Cbor.Items(officers),
            Cbor.of(claims.leaf().bytes()),
            Cbor.of(claims.statusIndex()));
    return CborWriter.write(
        new Cbor.Fields(
            Map.of(
                Cbor.of(ISS), Cbor.of(claims.issuer()),
                Cbor.of(IAT), Cbor.of(claims.issuedAt()),
                Cbor.of(CTI), Cbor.of(bytes(claims.act())),
                Cbor.of(ACT), act)));
  }

  static Outcome<ActClaims> read(byte[] payload) {
    return CborReader.deterministic(payload, Limits.MESSAGE)
        .then(item ->
            item instanceof Cbor.Fields fields && fields.values().size() == 4
                ? standard(fields)
                : malformed());
  }

  private static Outcome<ActClaims> standard(Cbor.Fields fields) {
    if (fields.get(ISS) instanceof Cbor.Text(String issuer)
        && fields.get(IAT) instanceof Cbor.Int(long issuedAt)
        && fields.get(CTI) instanceof Cbor.Bytes(byte[] id)
        && id.length == 16
        && fields.get(ACT) instanceof Cbor.Items act
        && act.values().size() == 5) {
      return act(issuer, issuedAt, uuid(id), act.values());
    }
    return malformed();
  }

  private static Outcome<ActClaims> act(String issuer, long issuedAt, UUID act, List<Cbor> items) {
    if (items.get(0) instanceof Cbor.Text(String kind)
        && items.get(2) instanceof Cbor.Items officers
        && items.get(3) instanceof Cbor.Bytes(byte[] leaf)
        && leaf.length == LeafHash.LENGTH
        && items.get(4) instanceof Cbor.Int(long statusIndex)) {
      return subject(items.get(1))
          .then(subject ->
              licences(officers)
                  .then(licences ->
                      ActClaims.of(
                          issuer,
                          act,
                          kind,
                          issuedAt,
                          subject,
                          licences,
                          LeafHash.of(leaf),
                          statusIndex)));
    }
    return malformed();
  }

  private static Cbor subject(Subject subject) {
    return switch (subject) {
      case Subject.Nobody _ -> Cbor.NULL;
      case Subject.Firm(CreditCode code) -> Cbor.of(code.packed());
      case Subject.Hashed hashed -> Cbor.of(hashed.hash());
    };
  }

  private static Outcome<Subject> subject(Cbor item) {
    return switch (item) {
      case Cbor.Bytes(byte[] packed) when packed.length == CreditCode.PACKED ->
          CreditCode.unpack(packed).map(Subject::firm);
      case Cbor.Bytes(byte[] hash) when hash.length == Subject.Hashed.LENGTH ->
          Outcome.of(new Subject.Hashed(hash));
      default -> item.equals(Cbor.NULL) ? Outcome.of(Subject.NONE) : malformed();
    };
  }

  private static Cbor licence(String licence) {
    return NUMBER.matcher(licence).matches() ? Cbor.of(Long.parseLong(licence)) : Cbor.of(licence);
  }

  private static Outcome<List<String>> licences(Cbor.Items items) {
    List<String> licences = new ArrayList<>();
    for (Cbor item : items.values()) {
      String licence =
          switch (item) {
            case Cbor.Int(long number) -> Long.toString(number);
            case Cbor.Text(String text) -> text;
            default -> "";
          };
      if (!licence(licence).equals(item)) {
        return malformed(); // each number has one way to be written
      }
      licences.add(licence);
    }
    return Outcome.of(licences);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static <T> Outcome<T> malformed() {
    return Outcome.refuse("行政行为码内容格式错误。", "The content of the code is malformed.");
  }
}
