package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A message signed by one signer: COSE_Sign1 of RFC 9052 section 4.2. */
public final class CoseSign1 {
  /** The CBOR tag of such a message, and the tag of a CWT that may stand around it (RFC 8392). */
  public static final long TAG = 18;

  private static final long CWT_TAG = 61;

  private final Header header;
  private final Optional<byte[]> payload;
  private final byte[] signature;

  private CoseSign1(Header header, Optional<byte[]> payload, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * Reads a message: tagged 18, tagged 61 and 18, or without a tag. Any valid CBOR encoding is
   * taken, as other issuers write it.
   */
  public static Outcome<CoseSign1> read(byte[] bytes) {
    return CborReader.wellFormed(bytes, Limits.MESSAGE).then(CoseSign1::of);
  }

  /** As {@link #read}, from an item read already. */
  public static Outcome<CoseSign1> of(Cbor item) {
    Cbor inner = item;
    if (inner instanceof Cbor.Tagged(long tag, Cbor within) && tag == CWT_TAG) {
      inner = within;
      if (!(inner instanceof Cbor.Tagged)) {
        return malformed(); // within a CWT tag the message is always tagged
      }
    }
    if (inner instanceof Cbor.Tagged(long tag, Cbor within)) {
      if (tag != TAG) {
        return Outcome.refuse(
            "不是单人签名消息（标签 " + tag + "）。", "This is not a COSE_Sign1 message (tag " + tag + ").");
      }
      inner = within;
    }
    if (!(inner instanceof Cbor.Items items) || items.values().size() != 4) {
      return malformed();
    }
    Cbor payload = items.values().get(2);
    boolean detached = payload.equals(Cbor.NULL);
    if ((!detached && !(payload instanceof Cbor.Bytes))
        || !(items.values().get(3) instanceof Cbor.Bytes(byte[] signature))) {
      return malformed();
    }
    return Header.read(items.values().get(0), items.values().get(1))
        .map(header -> new CoseSign1(header, bytesOf(payload), signature));
  }

  private static Optional<byte[]> bytesOf(Cbor payload) {
    return payload instanceof Cbor.Bytes(byte[] bytes) ? Optional.of(bytes) : Optional.empty();
  }

  /**
   * Signs, giving the tagged message in deterministic encoding.
   *
   * @param protectedFields all of the header but the algorithm, which is added; nothing is
   *     unprotected
   */
  public static byte[] sign(Map<Cbor, Cbor> protectedFields, byte[] payload, Signer signer) {
    Map<Cbor, Cbor> fields = new HashMap<>(protectedFields);
    fields.put(Cbor.of(Header.ALG), Cbor.of(signer.algorithm().number()));
    byte[] signed = CborWriter.write(new Cbor.Fields(fields));
    byte[] signature = signer.sign(toBeSigned(signed, new byte[0], payload));
    return CborWriter.write(
        new Cbor.Tagged(
            TAG,
            Cbor.items(
                Cbor.of(signed), new Cbor.Fields(Map.of()), Cbor.of(payload), Cbor.of(signature))));
  }

  public Header header() {
    return header;
  }

  /** What is signed, or nothing where it travels apart. It proves nothing before verification. */
  public Optional<byte[]> payload() {
    return payload.map(byte[]::clone);
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** The payload, if this key signed the message with nothing from outside. */
  public Outcome<byte[]> verify(VerifyingKey key) {
    if (payload.isEmpty()) {
      return Outcome.refuse("消息不含内容。", "The message does not carry its content.");
    }
    return verify(key, payload.get(), new byte[0]);
  }

  /**
   * The payload, if this key signed it.
   *
   * @param content the payload where the message does not carry it; otherwise it must equal it
   * @param external what both sides know besides the message; often empty
   */
  public Outcome<byte[]> verify(VerifyingKey key, byte[] content, byte[] external) {
    if (payload.isPresent() && !Arrays.equals(payload.get(), content)) {
      return Outcome.refuse("内容与消息不符。", "The content is not that of the message.");
    }
    Optional<Algorithm> algorithm = header.algorithm();
    if (algorithm.isEmpty()) {
      return Outcome.refuse("不认识的签名算法。", "The signature algorithm is not known.");
    }
    byte[] signed = toBeSigned(header.signedBytes(), external, content);
    return key.verifies(algorithm.get(), signed, signature)
        ? Outcome.of(content)
        : Outcome.refuse("签名不符。", "The signature does not match.");
  }

  /** The Sig_structure of RFC 9052 section 4.4. */
  static byte[] toBeSigned(byte[] protectedBytes, byte[] external, byte[] payload) {
    return CborWriter.write(
        Cbor.items(
            Cbor.of("Signature1"), Cbor.of(protectedBytes), Cbor.of(external), Cbor.of(payload)));
  }

  private static Outcome<CoseSign1> malformed() {
    return Outcome.refuse("签名消息格式错误。", "The signed message is malformed.");
  }
}
