package cn.nongchao.seal.cose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;

/** How the examples of cose-wg/Examples write keys and bytes. */
final class CoseExample {
  private CoseExample() {}

  static VerifyingKey key(JsonNode key) {
    String kind = key.path("kty").asString();
    return switch (kind) {
      case "OKP" ->
          key.path("crv").asString().equals("Ed448")
              ? VerifyingKey.ed448(bytes(key, "x")).orThrow()
              : VerifyingKey.ed25519(bytes(key, "x")).orThrow();
      case "EC", "EC2" -> VerifyingKey.ec(curve(key), number(key, "x"), number(key, "y")).orThrow();
      default -> Assertions.fail("a key of kind " + kind);
    };
  }

  private static String curve(JsonNode key) {
    return switch (key.path("crv").asString()) {
      case "P-256" -> "secp256r1";
      case "P-384" -> "secp384r1";
      default -> "secp521r1";
    };
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, bytes(key, name));
  }

  /** A field in hexadecimal under NAME_hex, or in base64url under NAME. */
  static byte[] bytes(JsonNode node, String name) {
    return node.has(name + "_hex")
        ? hex(node.get(name + "_hex").asString())
        : Base64.getUrlDecoder().decode(node.path(name).asString());
  }

  static byte[] plaintext(JsonNode input) {
    return input.has("plaintext_hex")
        ? hex(input.get("plaintext_hex").asString())
        : input.path("plaintext").asString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.toLowerCase(java.util.Locale.ROOT));
  }
}
