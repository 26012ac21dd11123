package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Vectors;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The examples of cose-wg/Examples: signed ones are verified; the few of CWT that are encrypted or
 * carry a MAC are opened on top of our CBOR, and must be refused as signed messages. An example
 * marked {@code fail} must be refused.
 */
class CoseVectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"sign1-tests", "eddsa-examples", "ecdsa-examples", "CWT"})
  void examples(String family) {
    Path folder = Vectors.folder("cose/" + family);
    Vectors.run("cose/" + family, Vectors.json(folder), CoseVectorTest::passes);
  }

  private static boolean passes(Path file) throws Exception {
    JsonNode example = JSON.readTree(Files.readString(file));
    boolean mustFail = example.path("fail").asBoolean(false);
    return holds(example, !mustFail) != mustFail;
  }

  private static boolean holds(JsonNode example, boolean whole) throws Exception {
    JsonNode input = example.path("input");
    byte[] message = CoseExample.hex(example.path("output").path("cbor").asString());
    byte[] content = CoseExample.plaintext(input);
    if (input.has("sign0")) {
      return sign1(example, message, content, whole);
    }
    if (input.has("sign")) {
      return sign(input.path("sign"), message, content);
    }
    if (CoseSign1.read(message).ok()) {
      return false; // neither a MAC nor a ciphertext is a signed message
    }
    if (input.has("mac0")) {
      return mac0(input.path("mac0"), message, content);
    }
    if (input.has("encrypted")) {
      return encrypted(input.path("encrypted"), message, content);
    }
    throw new IllegalArgumentException("an example of another kind");
  }

  private static boolean sign1(JsonNode example, byte[] message, byte[] content, boolean whole) {
    JsonNode input = example.path("input").path("sign0");
    byte[] external = CoseExample.hex(input.path("external").asString(""));
    if (!(CoseSign1.read(message) instanceof Outcome.Got<CoseSign1>(CoseSign1 read))) {
      return false;
    }
    JsonNode expected = example.path("intermediates").path("ToBeSign_hex");
    byte[] signed = CoseSign1.toBeSigned(read.header().signedBytes(), external, content);
    if (whole
        && expected.isString()
        && !Arrays.equals(signed, CoseExample.hex(expected.asString()))) {
      return false;
    }
    return read.verify(CoseExample.key(input.path("key")), content, external).ok();
  }

  private static boolean sign(JsonNode input, byte[] message, byte[] content) {
    if (!(CoseSign.read(message) instanceof Outcome.Got<CoseSign>(CoseSign read))
        || read.signatures().size() != input.path("signers").size()) {
      return false;
    }
    for (int i = 0; i < read.signatures().size(); i++) {
      JsonNode signer = input.path("signers").get(i);
      byte[] external = CoseExample.hex(signer.path("external").asString(""));
      VerifyingKey key = CoseExample.key(signer.path("key"));
      if (!read.verifies(read.signatures().get(i), key, content, external)) {
        return false;
      }
    }
    return true;
  }

  /** COSE_Mac0 with HMAC-SHA-256 (RFC 9052 section 6.2). */
  private static boolean mac0(JsonNode input, byte[] message, byte[] content) throws Exception {
    Optional<List<Cbor>> parts = tagged(message, 17, 4);
    if (parts.isEmpty()
        || !(parts.get().get(2) instanceof Cbor.Bytes(byte[] payload))
        || !(parts.get().get(3) instanceof Cbor.Bytes(byte[] tag))) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(recipientKey(input), "HmacSHA256"));
    Cbor structure =
        Cbor.items(Cbor.of("MAC0"), parts.get().get(0), Cbor.of(external(input)), Cbor.of(payload));
    byte[] full = mac.doFinal(CborWriter.write(structure));
    return Arrays.equals(payload, content) && Arrays.equals(Arrays.copyOf(full, tag.length), tag);
  }

  /** COSE_Encrypt0 with AES-CCM-16-128/64, a tag of 8 bytes (RFC 9052 section 5.3). */
  private static boolean encrypted(JsonNode input, byte[] message, byte[] content)
      throws InvalidCipherTextException {
    Optional<List<Cbor>> parts = tagged(message, 16, 3);
    if (parts.isEmpty()
        || !(parts.get().get(1) instanceof Cbor.Fields open)
        || !(open.get(5) instanceof Cbor.Bytes(byte[] nonce))
        || !(parts.get().get(2) instanceof Cbor.Bytes(byte[] sealed))) {
      return false;
    }
    Cbor structure = Cbor.items(Cbor.of("Encrypt0"), parts.get().get(0), Cbor.of(external(input)));
    var cipher = CCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(
        false,
        new AEADParameters(
            new KeyParameter(recipientKey(input)), 64, nonce, CborWriter.write(structure)));
    byte[] plain = new byte[cipher.getOutputSize(sealed.length)];
    int length = cipher.processBytes(sealed, 0, sealed.length, plain, 0);
    length += cipher.doFinal(plain, length);
    return Arrays.equals(Arrays.copyOf(plain, length), content);
  }

  private static byte[] recipientKey(JsonNode input) {
    return CoseExample.bytes(input.path("recipients").get(0).path("key"), "k");
  }

  private static byte[] external(JsonNode input) {
    return CoseExample.hex(input.path("external").asString(""));
  }

  private static Optional<List<Cbor>> tagged(byte[] message, long tag, int length) {
    return CborReader.wellFormed(message, Limits.MESSAGE)
                instanceof Outcome.Got<Cbor>(Cbor.Tagged(long found, Cbor.Items items))
            && found == tag
            && items.values().size() == length
        ? Optional.of(items.values())
        : Optional.empty();
  }
}
