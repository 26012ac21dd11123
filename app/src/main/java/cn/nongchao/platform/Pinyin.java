package cn.nongchao.platform;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;

/** The order of names in a dictionary: by pinyin, numbers within them by their value. */
public final class Pinyin {

  private static final Collator DICTIONARY = dictionary();

  /** Of names that are equal but for their characters, the one with the lower code comes first. */
  public static final Comparator<String> ORDER =
      comparator().thenComparing(Comparator.naturalOrder());

  /** Families called otherwise than their character is usually read, each with one said alike. */
  private static final Map<Character, Character> FAMILIES =
      Map.ofEntries(
          Map.entry('曾', '增'),
          Map.entry('单', '善'),
          Map.entry('沈', '审'),
          Map.entry('仇', '求'),
          Map.entry('查', '渣'),
          Map.entry('解', '谢'),
          Map.entry('翟', '宅'),
          Map.entry('区', '欧'),
          Map.entry('任', '人'),
          Map.entry('盖', '葛'),
          Map.entry('朴', '瓢'),
          Map.entry('缪', '妙'),
          Map.entry('乐', '月'),
          Map.entry('员', '运'),
          Map.entry('华', '画'),
          Map.entry('冼', '显'),
          Map.entry('折', '蛇'),
          Map.entry('尉', '玉'));

  private Pinyin() {}

  private static Collator dictionary() {
    Collator pinyin = Collator.getInstance(ULocale.forLanguageTag("zh-u-co-pinyin"));
    ((RuleBasedCollator) pinyin).setNumericCollation(true);
    return pinyin.freeze(); // keeps no state between calls
  }

  private static Comparator<String> comparator() {
    return DICTIONARY::compare;
  }

  /** What a database sorts by: hexadecimal, so that every order of text gives the same. */
  public static String key(String name) {
    return HexFormat.of().formatHex(DICTIONARY.getCollationKey(name).toByteArray());
  }

  /** The same of a person, whose family may be called otherwise than its character is read. */
  public static String personKey(String name) {
    Character alike = name.isEmpty() ? null : FAMILIES.get(name.charAt(0));
    return alike == null ? key(name) : key(alike + name.substring(1)) + key(name);
  }
}
