package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place of the division tree, without its outline.
 *
 * @param name the official name, as 同一村委会
 * @param lat WGS 84 latitude of a point inside, in degrees; null where no outline is known
 * @param schematic whether the outline is a drawing rather than a survey
 */
public record Division(
    DivisionCode code,
    String name,
    Level level,
    @Nullable Double lat,
    @Nullable Double lon,
    boolean schematic,
    int version) {

  /** How high in the tree. A level is the same as a length of code. */
  public enum Level {
    PROVINCE("省", "province", 2),
    CITY("市", "city", 4),
    DISTRICT("区县", "district", 6),
    STREET("街道、乡镇", "street or town", 9),
    VILLAGE("村、社区", "village or community", 12),
    GRID("网格", "grid", 15);

    private final Text title;
    private final int digits;

    Level(String zh, String en, int digits) {
      this.title = Text.of(zh, en);
      this.digits = digits;
    }

    public Text title() {
      return title;
    }

    /** Length of a code of this level. */
    public int digits() {
      return digits;
    }

    /** Lower-case name, as in the database, files and the JSON API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that is no level. */
    public static @Nullable Level read(String word) {
      for (Level level : values()) if (level.word().equals(word)) return level;
      return null;
    }

    /** The widest whose codes have so many digits or more. */
    public static Level atLeast(int digits) {
      for (Level level : values()) if (level.digits >= digits) return level;
      return GRID;
    }

    /** Null for the whole country. */
    public static @Nullable Level of(DivisionCode code) {
      for (Level level : values()) if (level.digits == code.value().length()) return level;
      return null;
    }
  }

  /** The name people use: 同一村 for 同一村委会, 城隍庙社区 for 城隍庙社区居委会. */
  public String shortName() {
    return shortName(name);
  }

  static String shortName(String name) {
    for (String end : new String[] {"居民委员会", "村民委员会", "居委会", "村委会"}) {
      if (name.length() > end.length() && name.endsWith(end)) {
        String stem = name.substring(0, name.length() - end.length());
        boolean whole = stem.endsWith("社区") || stem.endsWith("村") || end.startsWith("居");
        return whole ? stem : stem + "村";
      }
    }
    return name;
  }
}
