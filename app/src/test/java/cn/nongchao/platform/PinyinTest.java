package cn.nongchao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinyinTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "阿里 陈晨 李明 王芳 张伟", // by how they are said, not by their code points
        "第1网格 第2网格 第10网格", // numbers by their value
        "北干 城厢 河庄 新塘 蜀山", // sh comes before x
        "Anna 安娜 Bob 波波"
      })
  void namesStandAsInADictionary(String names) {
    List<String> given = Arrays.asList(names.split(" "));
    List<String> sorted = given.reversed().stream().sorted(Pinyin.ORDER).toList();
    if (names.startsWith("北干")) {
      assertThat(sorted).containsExactly("北干", "城厢", "河庄", "蜀山", "新塘");
    } else if (names.startsWith("Anna")) {
      assertThat(sorted.indexOf("安娜")).isLessThan(sorted.indexOf("波波"));
    } else {
      assertThat(sorted).isEqualTo(given);
    }
  }
}
