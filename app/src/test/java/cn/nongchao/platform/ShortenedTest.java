package cn.nongchao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {

  private static final String FAMILY = "👨‍👩‍👧‍👦";
  private static final String WAVE = "👋🏽";

  private static void first(String text, int most, String expected) {
    assertThat(Shortened.first(text, most)).isEqualTo(expected);
  }

  @Test
  void nothingIsCutWithinWhatIsReadAsOneCharacter() {
    first("垃圾成堆", 3, "垃圾成");
    first("垃圾🗑成堆", 3, "垃圾");
    first("垃圾" + FAMILY + "成堆", 8, "垃圾");
    first("a" + WAVE + "b", 3, "a");
    first("e\u0301e\u0301", 3, "e\u0301");
    assertThat(Shortened.shown("垃圾🗑成堆", 3)).isEqualTo("垃圾…");
    assertThat(Shortened.shown("垃圾", 3)).isEqualTo("垃圾");
    assertThat(Shortened.last("照片" + FAMILY + ".jpg", 8)).isEqualTo(".jpg");
    assertThat(Shortened.last("照片🗑.jpg", 6)).isEqualTo("🗑.jpg");
  }

  @Test
  void aCharacterUnderHundredsOfMarksIsCutAllTheSame() {
    first("e" + "\u0301".repeat(300), 40, "e" + "\u0301".repeat(39));
    assertThat(Shortened.first("🗑" + "\u0301".repeat(300), 1)).hasSizeLessThanOrEqualTo(1);
  }
}
