package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CreditCodeTest {
  @Test
  void theStandardsExampleIsValidAndPacks() {
    CreditCode code = CreditCode.read("91350100M000100Y43").orThrow();
    assertThat(code.packed()).hasSize(11);
    assertThat(CreditCode.unpack(code.packed()).orThrow()).isEqualTo(code);
  }

  @Test
  void everySingleWrongCharacterIsRefused() {
    String good = "91350100M000100Y43";
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabc 码";
    for (int place = 0; place < good.length(); place++) {
      for (char c : alphabet.toCharArray()) {
        String other = good.substring(0, place) + c + good.substring(place + 1);
        assertThat(CreditCode.read(other).ok()).as(other).isEqualTo(other.equals(good));
      }
    }
    assertThat(CreditCode.read(good + "0").ok()).isFalse();
  }

  @Test
  void packedBytesOutOfRangeAreRefused() {
    byte[] most = new byte[11];
    Arrays.fill(most, (byte) 0xff);
    assertThat(CreditCode.unpack(most).ok()).isFalse();
    assertThat(CreditCode.unpack(new byte[10]).ok()).isFalse();
    assertThat(CreditCode.unpack(new byte[11]).orThrow().text()).isEqualTo("000000000000000000");
  }
}
