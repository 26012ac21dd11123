package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A message with any number of signatures: COSE_Sign of RFC 9052 section 4.1. */
public final class CoseSign {
  private static final long TAG = 98;

  private final Header header;
  private final Optional<byte[]> payload;
  private final List<Part> signatures;

  /**
   * One of the signatures.
   *
   * @param header its own header: algorithm and key
   * @param signature the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Part(Header header, byte[] signature) {}

  private CoseSign(Header header, Optional<byte[]> payload, List<Part> signatures) {
    this.header = header;
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  /** Reads a message with or without its tag 98. */
  public static Outcome<CoseSign> read(byte[] bytes) {
    return CborReader.wellFormed(bytes, Limits.MESSAGE).then(CoseSign::of);
  }

  private static Outcome<CoseSign> of(Cbor item) {
    Cbor inner = item instanceof Cbor.Tagged(long tag, Cbor within) && tag == TAG ? within : item;
    if (!(inner instanceof Cbor.Items items)
        || items.values().size() != 4
        || !(items.values().get(3) instanceof Cbor.Items parts)
        || parts.values().isEmpty()) {
      return malformed();
    }
    Cbor content = items.values().get(2);
    if (!(content instanceof Cbor.Bytes) && !content.equals(Cbor.NULL)) {
      return malformed();
    }
    List<Part> signatures = new ArrayList<>();
    for (Cbor part : parts.values()) {
      switch (part(part)) {
        case Outcome.Got<Part>(Part read) -> signatures.add(read);
        case Outcome.Refused<Part>(var reason) -> {
          return Outcome.refuse(reason);
        }
      }
    }
    Optional<byte[]> payload =
        content instanceof Cbor.Bytes(byte[] bytes) ? Optional.of(bytes) : Optional.empty();
    return Header.read(items.values().get(0), items.values().get(1))
        .map(header -> new CoseSign(header, payload, signatures));
  }

  private static Outcome<Part> part(Cbor item) {
    if (!(item instanceof Cbor.Items items)
        || items.values().size() != 3
        || !(items.values().get(2) instanceof Cbor.Bytes(byte[] signature))) {
      return Outcome.refuse("签名格式错误。", "One of the signatures is malformed.");
    }
    return Header.read(items.values().get(0), items.values().get(1))
        .map(header -> new Part(header, signature));
  }

  public Header header() {
    return header;
  }

  public List<Part> signatures() {
    return signatures;
  }

  public Optional<byte[]> payload() {
    return payload.map(byte[]::clone);
  }

  /**
   * Whether this key made the given signature over the payload.
   *
   * @param content the payload; where the message carries it, it must equal it
   * @param external what both sides know besides the message; often empty
   */
  public boolean verifies(Part part, VerifyingKey key, byte[] content, byte[] external) {
    if (payload.isPresent() && !Arrays.equals(payload.get(), content)) {
      return false;
    }
    byte[] signed =
        CborWriter.write(
            Cbor.items(
                Cbor.of("Signature"),
                Cbor.of(header.signedBytes()),
                Cbor.of(part.header().signedBytes()),
                Cbor.of(external),
                Cbor.of(content)));
    return part.header()
        .algorithm()
        .map(algorithm -> key.verifies(algorithm, signed, part.signature()))
        .orElse(false);
  }

  private static Outcome<CoseSign> malformed() {
    return Outcome.refuse("签名消息格式错误。", "The signed message is malformed.");
  }
}
