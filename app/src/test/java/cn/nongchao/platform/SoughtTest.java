package cn.nongchao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoughtTest {

  /** As typed by people with a Chinese keyboard, without one, in a hurry, and elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "河庄街道, 河庄",
    "河庄街道, hezhuang",
    "河庄街道, hzjd",
    "河庄街道, HZJD",
    "河庄街道, ｈｚｊｄ",
    "河庄街道, 河莊",
    "河莊街道, 河庄",
    "河庄街道, '河 庄'",
    "第3网格, 第３网格",
    "第3网格, d3wg",
    "Café Rivoli, café",
    "北干街道, bg",
    "100%合作社, 100%"
  })
  void aNameIsFoundHoweverItIsTyped(String name, String typed) {
    assertThat(isFound(name, typed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"河庄街道, 河中", "河庄街道, jz", "合作社, %", "合作社, _", "100%合作社, 100_"})
  void anotherNameIsNot(String name, String typed) {
    assertThat(isFound(name, typed)).isFalse();
  }

  /** The name of a family is said in its own way, and looked for in the other too. */
  @ParameterizedTest
  @CsvSource({"曾国强, zeng", "曾国强, zgq", "单雄, shan", "单雄, danxiong", "张伟, zhangw", "欧阳修, oyx"})
  void somebodyIsFoundByEitherReadingOfTheirName(String name, String typed) {
    String pattern = Sought.within(typed);
    assertThat(Sought.ofPerson(name)).contains(pattern.substring(1, pattern.length() - 1));
  }

  /** A page looks through its list by itself, which knows no other characters than it was given. */
  @ParameterizedTest
  @CsvSource({"河庄街道, 河莊", "卫生文旅中队, 衛生文旅中隊", "张伟, 張偉"})
  void aPageIsGivenTheTraditionalFormToo(String name, String typed) {
    assertThat(Sought.here(Sought.of(name))).contains(typed).contains(name);
  }

  /** Text that nothing is stored beside is looked for in every form it may have been written in. */
  @ParameterizedTest
  @CsvSource({"ABC路, ＡＢＣ路", "ＡＢＣ路, ABC路", "乱堆垃圾, 亂堆垃圾", "亂堆垃圾, 乱堆垃圾", "café, cafe\u0301"})
  void textIsFoundInWhicheverFormItStands(String stored, String typed) {
    assertThat(Sought.written(typed)).contains("%" + stored + "%");
  }

  /** As the database's like does it: nothing but what stands between the outer signs. */
  private static boolean isFound(String name, String typed) {
    String pattern = Sought.within(typed);
    String words = pattern.substring(1, pattern.length() - 1).replaceAll("\\\\(.)", "$1");
    return Sought.of(name).contains(words);
  }
}
