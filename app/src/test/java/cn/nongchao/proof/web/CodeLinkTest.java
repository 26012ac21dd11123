package cn.nongchao.proof.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/c/K7QF9D2MX3AB/tOk_1-x",
        "  https://a.example/c/K7QF9D2MX3AB/tOk_1-x\n",
        "https://a.example/c/K7QF9D2M\r\nX3AB/tOk_\u200b1-x",
        "HTTPS://A.EXAMPLE/C/k7qf9d2mx3ab/tOk_1-x",
        "ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ／ｃ／Ｋ７ＱＦ９Ｄ２ＭＸ３ＡＢ／ｔＯｋ＿１－ｘ",
        "https%3A%2F%2Fa.example%2Fc%2FK7QF9D2MX3AB%2FtOk_1-x",
        "https%253A%252F%252Fa.example%252Fc%252FK7QF9D2MX3AB%252FtOk_1-x",
        "k7qf-9d2m-x3ab/tOk_1-x",
      })
  void aLinkIsWhatItWasHoweverAChatHandedItOn(String typed) {
    assertThat(CodeLink.read(typed).path()).isEqualTo("/c/K7QF9D2MX3AB/tOk_1-x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"K7QF-9D2M-X3AB", "k7qf 9d2m x3ab", "Ｋ７ＱＦ９Ｄ２ＭＸ３ＡＢ", "/c/k7qf9d2mx3ab/"})
  void soIsAShortId(String typed) {
    assertThat(CodeLink.read(typed).path()).isEqualTo("/c/K7QF9D2MX3AB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing of the kind", "%zz", "https://a.example/other/page"})
  void whatIsNoCodeIsLeftToBeRefused(String typed) {
    assertThat(CodeLink.read(typed).token()).isEmpty();
  }
}
