package cn.nongchao.seal.sm;

import cn.nongchao.seal.Tally;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The example of GB/T 32918.5-2017 annex A.2, and the two of GB/T 32905-2016 annex A for SM3. */
class Sm2VectorTest {
  private static final String SECRET =
      "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
  private static final String X =
      "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
  private static final String Y =
      "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  private static final String K =
      "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
  private static final String Z =
      "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3";
  private static final String E =
      "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
  private static final String R =
      "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
  private static final String S =
      "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

  @Test
  void annexA() {
    Tally tally = new Tally("sm2");
    byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
    Sm2.PublicKey key = Sm2.publicKey(hex("04" + X + Y)).orThrow();
    tally.check(
        "public key", Arrays.equals(Sm2.publicKeyOf(hex(SECRET)).compressed(), hex("03" + X)));
    tally.check("Z", Arrays.equals(Sm2.identityHash(key, Sm2.DEFAULT_ID), hex(Z)));
    tally.check("e", Arrays.equals(Sm2.messageHash(key, Sm2.DEFAULT_ID, message), hex(E)));
    byte[] signature = Sm2.sign(number(SECRET), number(E), () -> number(K));
    tally.check("r and s", Arrays.equals(signature, hex(R + S)));
    tally.check("verify", Sm2.verify(key, message, hex(R + S)));
    tally.check("another message", !Sm2.verify(key, new byte[] {1}, hex(R + S)));
    tally.check("another identity", !Sm2.verify(key, "ALICE123@YAHOO.COM", message, hex(R + S)));
    tally.check("a byte short", !Sm2.verify(key, message, Arrays.copyOf(hex(R + S), 63)));
    tally.check("zero", !Sm2.verify(key, message, new byte[64]));
    tally.done();
  }

  @Test
  void sm3() {
    Tally tally = new Tally("sm3");
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    tally.check(
        "abc",
        Arrays.equals(
            Sm3.hash(abc),
            hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")));
    tally.check(
        "abcd 16 times",
        Arrays.equals(
            Sm3.hash("abcd".repeat(16).getBytes(StandardCharsets.US_ASCII)),
            hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")));
    tally.done();
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex, 16);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
