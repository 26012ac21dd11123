package cn.nongchao.people.access;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator with its browser, made by hand: it says whatever a test has it say (W3C WebAuthn
 * level 3, sections 5.8.1 and 6.1).
 */
final class Authenticator {

  static final int PRESENT = 0x01;
  static final int VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;

  /** A kind of key: how Java makes and uses it. */
  enum Kind {
    ES256("EC", 256, "SHA256withECDSA"),
    EDDSA("Ed25519", 0, "Ed25519"),
    RS256("RSA", 2048, "SHA256withRSA");

    private final String keys;
    private final int size;
    private final String signature;

    Kind(String keys, int size, String signature) {
      this.keys = keys;
      this.size = size;
      this.signature = signature;
    }
  }

  private final Kind kind;
  private final KeyPair pair;
  private final byte[] id = new byte[16];
  String origin;
  String party = "localhost";
  int flags = PRESENT | VERIFIED;
  int counter = 1;

  /** Whose it thinks it is; told when a passkey is made. */
  String handle = "";

  Authenticator(Kind kind, String origin) {
    this.kind = kind;
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.keys);
      if (kind.size > 0) generator.initialize(kind.size);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it says when a passkey is made. */
  String makes(String challenge) {
    byte[] data = join(data(flags | ATTESTED), new byte[16], two(id.length), id, key());
    byte[] object =
        join(
            new byte[] {(byte) 0xa3},
            text("fmt"),
            text("none"),
            text("attStmt"),
            new byte[] {(byte) 0xa0},
            text("authData"),
            bytes(data));
    return credential(
        Map.of(
            "clientDataJSON", said("webauthn.create", challenge),
            "attestationObject", coded(object)));
  }

  /** What it says when it is asked. */
  String answers(String challenge) {
    byte[] data = data(flags);
    String client = said("webauthn.get", challenge);
    try {
      Signature signature = Signature.getInstance(kind.signature);
      signature.initSign(pair.getPrivate());
      signature.update(data);
      signature.update(
          MessageDigest.getInstance("SHA-256").digest(Base64.getUrlDecoder().decode(client)));
      return credential(
          Map.of(
              "clientDataJSON",
              client,
              "authenticatorData",
              coded(data),
              "signature",
              coded(signature.sign()),
              "userHandle",
              handle));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String credential(Map<String, String> response) {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "id", coded(id),
                "rawId", coded(id),
                "type", "public-key",
                "clientExtensionResults", Map.of(),
                "response", response));
  }

  private String said(String type, String challenge) {
    String client =
        JsonMapper.shared()
            .writeValueAsString(Map.of("type", type, "challenge", challenge, "origin", origin));
    return coded(client.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] data(int said) {
    try {
      byte[] whom =
          MessageDigest.getInstance("SHA-256").digest(party.getBytes(StandardCharsets.UTF_8));
      byte[] count = ByteBuffer.allocate(4).putInt(counter).array();
      return join(whom, new byte[] {(byte) said}, count);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As COSE writes it (RFC 9053). */
  private byte[] key() {
    return switch (pair.getPublic()) {
      case ECPublicKey ec ->
          join(
              hex("a5010203262001215820"),
              fixed(ec.getW().getAffineX()),
              hex("225820"),
              fixed(ec.getW().getAffineY()));
      case EdECPublicKey ed -> {
        byte[] encoded = ed.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        yield join(hex("a4010103272006215820"), raw);
      }
      case RSAPublicKey rsa -> {
        byte[] n = rsa.getModulus().toByteArray();
        yield join(
            hex("a401030339010020590100"),
            Arrays.copyOfRange(n, n.length - 256, n.length),
            hex("2143010001"));
      }
      default -> throw new IllegalStateException(pair.getPublic().toString());
    };
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return join(new byte[] {(byte) (0x60 + utf8.length)}, utf8);
  }

  private static byte[] bytes(byte[] bytes) {
    return join(new byte[] {0x59}, two(bytes.length), bytes);
  }

  private static byte[] two(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  private static String coded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
