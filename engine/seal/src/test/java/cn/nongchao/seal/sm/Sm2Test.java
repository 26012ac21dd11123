package cn.nongchao.seal.sm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencent.kona.crypto.KonaCryptoProvider;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;

/** Ours against two implementations by others: each verifies what the other signed. */
class Sm2Test {
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

  @Test
  void agreesWithBouncyCastle() throws Exception {
    Random random = new Random(20261122);
    for (int i = 0; i < 50; i++) {
      byte[] secret = secret(random);
      byte[] message = new byte[i];
      random.nextBytes(message);
      Sm2.PublicKey key = Sm2.publicKeyOf(secret);

      SM2Signer theirs = new SM2Signer(PlainDSAEncoding.INSTANCE);
      theirs.init(
          false,
          new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(key.compressed()), DOMAIN));
      theirs.update(message, 0, message.length);
      assertThat(theirs.verifySignature(Sm2.sign(secret, message))).isTrue();

      theirs.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), DOMAIN));
      theirs.update(message, 0, message.length);
      byte[] signature = theirs.generateSignature();
      assertThat(Sm2.verify(key, message, signature)).isTrue();
      signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      assertThat(Sm2.verify(key, message, signature)).isFalse();
    }
  }

  @Test
  void agreesWithKona() throws Exception {
    Random random = new Random(42);
    KonaCryptoProvider kona = new KonaCryptoProvider();
    for (int i = 0; i < 10; i++) {
      byte[] secret = secret(random);
      byte[] message = new byte[100 + i];
      random.nextBytes(message);
      byte[] point =
          DOMAIN.getCurve().decodePoint(Sm2.publicKeyOf(secret).compressed()).getEncoded(false);
      Signature verifier = Signature.getInstance("SM2", kona);
      verifier.initVerify(
          KeyFactory.getInstance("SM2", kona)
              .generatePublic(new com.tencent.kona.crypto.spec.SM2PublicKeySpec(point)));
      verifier.update(message);
      assertThat(verifier.verify(der(Sm2.sign(secret, message)))).isTrue();
    }
  }

  @Test
  void pointsOffTheCurveAreRefused() {
    byte[] off = new byte[65];
    off[0] = 4;
    off[64] = 1;
    assertThat(Sm2.publicKey(off).ok()).isFalse();
    assertThat(Sm2.publicKey(new byte[] {0}).ok()).isFalse();
    assertThat(Sm2.publicKey(new byte[33]).ok()).isFalse();
  }

  private static byte[] secret(Random random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    secret[0] = 0x7f; // below the order
    return secret;
  }

  private static byte[] der(byte[] signature) throws Exception {
    ASN1EncodableVector rs = new ASN1EncodableVector();
    rs.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(signature, 32))));
    rs.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64))));
    return new DERSequence(rs).getEncoded();
  }
}
