package cn.nongchao.seal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopFactsTest {
  private static final DateTimeFormatter DOCUMENTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void aTimeIsWrittenAsDocumentedInEveryYear() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      long seconds = random.nextLong(-200_000_000_000L, 400_000_000_000L);
      Instant at = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
      assertThat(LoopFacts.time(at)).isEqualTo(DOCUMENTED.format(at));
    }
    Instant midnight = Instant.parse("2026-11-29T00:00:00Z");
    assertThat(LoopFacts.time(midnight)).isEqualTo("2026-11-29T00:00:00.000000Z");
  }
}
