package cn.nongchao.seal.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Outcome;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of RFC 8949 appendix A, and what must be refused. */
class CborTest {
  @Test
  void theOneEncodingIsReadAndWrittenBack() {
    for (String hex :
        List.of(
            "00",
            "17",
            "1818",
            "1864",
            "1903e8",
            "1a000f4240",
            "1b000000e8d4a51000",
            "20",
            "3903e7",
            "1b7fffffffffffffff",
            "3b7fffffffffffffff",
            "f4",
            "f5",
            "f6",
            "40",
            "4401020304",
            "60",
            "6449455446",
            "62c3bc",
            "63e6b0b4",
            "64f0908591",
            "80",
            "83010203",
            "8301820203820405",
            "a0",
            "a201020304",
            "a26161016162820203",
            "c11a514b67b0",
            "d818456449455446",
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819")) {
      byte[] bytes = hex(hex);
      Cbor item = CborReader.deterministic(bytes, Limits.MESSAGE).orThrow();
      assertThat(CborWriter.write(item)).as(hex).isEqualTo(bytes);
      assertThat(CborReader.wellFormed(bytes, Limits.MESSAGE).orThrow()).isEqualTo(item);
    }
  }

  @Test
  void numbersWithFractionsAreWrittenShortest() {
    for (String hex :
        List.of(
            "f90000",
            "f98000",
            "f93c00",
            "fb3ff199999999999a",
            "f97bff",
            "fa47c35000",
            "fa7f7fffff",
            "fb7e37e43c8800759c",
            "f90001",
            "f9c400",
            "fbc010666666666666",
            "f97c00",
            "f97e00",
            "f9fc00")) {
      Cbor item = CborReader.wellFormed(hex(hex), Limits.MESSAGE).orThrow();
      assertThat(item).isInstanceOf(Cbor.Real.class);
      assertThat(CborWriter.write(item)).as(hex).isEqualTo(hex(hex));
      assertThat(CborReader.deterministic(hex(hex), Limits.MESSAGE).ok()).isFalse();
    }
  }

  @Test
  void otherEncodingsAreReadOnlyWhereAllowed() {
    for (String[] pair :
        new String[][] {
          {"1817", "17"},
          {"190018", "1818"},
          {"1a00000001", "01"},
          {"1b0000000000000001", "01"},
          {"5f42010243030405ff", "450102030405"},
          {"7f657374726561646d696e67ff", "6973747265616d696e67"},
          {"9fff", "80"},
          {"9f018202039f0405ffff", "8301820203820405"},
          {"bf61610161629f0203ffff", "a26161016162820203"},
          {"a203040102", "a201020304"},
          {"5801ff", "41ff"},
        }) {
      assertThat(CborReader.deterministic(hex(pair[0]), Limits.MESSAGE).ok()).as(pair[0]).isFalse();
      Cbor item = CborReader.wellFormed(hex(pair[0]), Limits.MESSAGE).orThrow();
      assertThat(item).isEqualTo(CborReader.wellFormed(hex(pair[1]), Limits.MESSAGE).orThrow());
      assertThat(CborWriter.write(item)).as(pair[0]).isEqualTo(hex(pair[1]));
    }
  }

  /** Not well-formed (RFC 8949 appendix F), or not valid, or beyond what is taken here. */
  @Test
  void theRestIsRefused() {
    for (String hex :
        List.of(
            "",
            "18",
            "19",
            "1a00",
            "58",
            "5801",
            "ff",
            "1c",
            "1f",
            "3d",
            "fc",
            "fe",
            "f818",
            "f8",
            "9f",
            "9f01",
            "bf",
            "bf01",
            "bf01ff",
            "81",
            "8201",
            "a1",
            "a101",
            "a20101",
            "c0",
            "5f41",
            "5f00ff",
            "5f21ff",
            "5f6100ff",
            "5f5f4100ffff",
            "7f4100ff",
            "7f61c3ff",
            "0000",
            "80ff",
            "61ff",
            "62c328",
            "63eda080",
            "a201010102",
            "a2f6f6f6f6",
            "1bffffffffffffffff",
            "3bffffffffffffffff",
            "9b7fffffffffffffff",
            "5b7fffffffffffffff",
            "bb00000000ffffffff00")) {
      assertThat(CborReader.wellFormed(hex(hex), Limits.MESSAGE).ok()).as(hex).isFalse();
      assertThat(CborReader.deterministic(hex(hex), Limits.MESSAGE).ok()).as(hex).isFalse();
    }
  }

  @Test
  void limitsHold() {
    byte[] deep = new byte[18];
    Arrays.fill(deep, (byte) 0x81);
    deep[17] = 0;
    refused(deep, "deeply");
    deep[16] = 0;
    assertThat(CborReader.wellFormed(Arrays.copyOf(deep, 17), Limits.MESSAGE).ok()).isTrue();
    byte[] tags = new byte[100_000];
    Arrays.fill(tags, (byte) 0xc1);
    refused(Arrays.copyOf(tags, 1 << 16), "deeply");
    refused(tags, "too long");
    byte[] many = new byte[5003];
    many[0] = (byte) 0x99;
    many[1] = (byte) (5000 >> 8);
    many[2] = (byte) 5000;
    refused(many, "items");
  }

  @Test
  void keysAreSortedByTheirBytes() {
    Cbor map =
        new Cbor.Fields(
            Map.of(
                Cbor.of("z"),
                Cbor.of(1),
                Cbor.of("aa"),
                Cbor.of(2),
                Cbor.of(100),
                Cbor.of(3),
                Cbor.of(-1),
                Cbor.of(4),
                Cbor.of(10),
                Cbor.of(5)));
    assertThat(CborWriter.write(map)).isEqualTo(hex("a50a051864032004617a0162616102"));
  }

  private static void refused(byte[] bytes, String word) {
    assertThat(
            CborReader.wellFormed(bytes, Limits.MESSAGE) instanceof Outcome.Refused<Cbor>(var why)
                ? why.en()
                : "not refused")
        .contains(word);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
