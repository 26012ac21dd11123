package cn.nongchao.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.Lang;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something that comes now goes out. */
class PreferencesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static Instant at(String here) {
    return java.time.LocalDateTime.parse("2026-11-" + here).atZone(ZONE).toInstant();
  }

  private static Preferences wishes(
      @Nullable Integer from, @Nullable Integer to, @Nullable Integer digest) {
    return new Preferences(Lang.ZH, from, to, digest, Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "22, 7, , 29T21:59, 29T21:59",
    "22, 7, , 29T22:00, 30T07:00",
    "22, 7, , 29T03:10, 29T07:00",
    "22, 7, , 29T07:00, 29T07:00",
    "12, 14, , 29T13:30, 29T14:00",
    "12, 14, , 29T14:00, 29T14:00",
    "8, 8, , 29T08:30, 29T08:30",
    ", , 8, 29T07:59, 29T08:00",
    ", , 8, 29T08:00, 29T08:00",
    ", , 8, 29T08:01, 30T08:00",
    "22, 7, 8, 29T23:00, 30T08:00",
    ", , , 29T23:00, 29T23:00",
  })
  void whatIsNotUrgentWaits(
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable Integer digest,
      String now,
      String then) {
    assertThat(wishes(from, to, digest).due(at(now), false, ZONE)).isEqualTo(at(then));
  }

  @Test
  void whatIsUrgentDoesNot() {
    Instant night = at("29T23:30");
    assertThat(wishes(22, 7, 8).due(night, true, ZONE)).isEqualTo(night);
  }
}
