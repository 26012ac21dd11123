package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of the time, against the vectors of RFC 6238 appendix B. */
class TotpTest {

  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

  /** Its eight digits end in our six. */
  @ParameterizedTest
  @CsvSource({
    "59,94287082",
    "1111111109,07081804",
    "1111111111,14050471",
    "1234567890,89005924",
    "2000000000,69279037",
    "20000000000,65353130"
  })
  void codesAreThoseOfTheStandard(long seconds, String code) {
    long step = Totp.stepAt(Instant.ofEpochSecond(seconds));
    assertThat(Totp.code(KEY, step)).isEqualTo(code.substring(2));
  }

  /** RFC 4648 section 10, and the key as authenticators show it. */
  @Test
  void keysAreTypedInBase32() {
    assertThat(Totp.text("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    assertThat(Totp.text("f".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MY");
    assertThat(Totp.text(KEY)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.uri(KEY, "Nongchao a.example", "x@y"))
        .isEqualTo(
            "otpauth://totp/Nongchao%20a.example:x%40y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Nongchao%20a.example&digits=6&period=30");
    assertThat(Totp.newKey()).hasSize(20).isNotEqualTo(Totp.newKey());
  }

  @Test
  void aClockMayBeOneStepOffAndNoMore() {
    long now = Totp.stepAt(NOW);
    for (long off : new long[] {-1, 0, 1}) {
      assertThat(Totp.step(KEY, Totp.code(KEY, now + off), NOW, 0)).hasValue(now + off);
    }
    for (long off : new long[] {-2, 2}) {
      assertThat(Totp.step(KEY, Totp.code(KEY, now + off), NOW, 0)).isEmpty();
    }
    assertThat(Totp.step(KEY, "", NOW, 0)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void noCodeIsTakenAgainNorOneBeforeTheLast() {
    long now = Totp.stepAt(NOW);
    assertThat(Totp.step(KEY, Totp.code(KEY, now), NOW, now)).isEmpty();
    assertThat(Totp.step(KEY, Totp.code(KEY, now - 1), NOW, now)).isEmpty();
    assertThat(Totp.step(KEY, Totp.code(KEY, now + 1), NOW, now)).hasValue(now + 1);
  }
}
