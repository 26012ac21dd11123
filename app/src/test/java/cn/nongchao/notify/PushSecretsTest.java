package cn.nongchao.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The example of RFC 8291, appendix A. */
class PushSecretsTest {

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  /** The public key of its browser. */
  static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  @Test
  void aMessageIsSealedAsTheStandardShows() throws GeneralSecurityException {
    PrivateKey secret =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                    PushSecrets.curve()));
    KeyPair ours =
        new KeyPair(
            PushSecrets.key(
                bytes(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                        + "AC8wEqKK6PBru3jl7A8")),
            secret);
    byte[] sealed =
        PushSecrets.seal(
            "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
            bytes(BROWSER),
            bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            ours,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void aKeyIsAPointOfTheCurve() {
    byte[] off = bytes(BROWSER);
    off[64] ^= 1;
    assertThatThrownBy(() -> PushSecrets.key(off)).isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> PushSecrets.key(new byte[65]))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
