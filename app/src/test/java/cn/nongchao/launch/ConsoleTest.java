package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the terminal is told is readable there. */
class ConsoleTest {

  @Test
  void whereALocaleIsMissingTheCharacterSetIsNotSaid() {
    assertThat(Console.isUnsaid(null, "ANSI_X3.4-1968")).isTrue();
    assertThat(Console.isUnsaid(null, null)).isTrue();
    assertThat(Console.isUnsaid("UTF-8", "ANSI_X3.4-1968")).isFalse();
    assertThat(Console.isUnsaid("", "GB18030")).isFalse();
  }
}
