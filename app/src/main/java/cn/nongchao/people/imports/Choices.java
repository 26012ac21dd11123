package cn.nongchao.people.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about a file.
 *
 * @param columns by heading, the column it means; {@link #LEFT_OUT} for none
 * @param said by column, what it says for every row that does not say it
 * @param others rows that are not what they look like
 */
public record Choices(Map<String, String> columns, Map<String, String> said, Set<Integer> others) {

  /** For a heading: nothing of it is taken in. */
  public static final String LEFT_OUT = "-";

  static final Choices NONE = new Choices(Map.of(), Map.of(), Set.of());

  /** Headings that number the rows, or that a file of bad rows has before the others. */
  private static final Set<String> NUMBERING =
      Set.of("序号", "行", "行号", "问题", "row", "problem", "no", "#");

  public Choices {
    columns = Map.copyOf(columns);
    said = Map.copyOf(said);
    others = Set.copyOf(others);
  }

  /**
   * The same with what is chosen later.
   *
   * @param anew headings of which nothing said before holds
   */
  Choices with(Choices later, Set<String> anew) {
    Map<String, String> all = new HashMap<>(columns);
    all.keySet().removeAll(anew);
    all.putAll(later.columns());
    return new Choices(all, later.said(), later.others());
  }

  /**
   * What a heading means: as was said, else as its words do; null where nobody knows.
   *
   * @param passedOver headings that say nothing in files of this kind
   */
  @Nullable String meaning(Heading heading, List<Column> known, Set<String> passedOver) {
    String chosen = columns.get(heading.name());
    if (chosen != null) return chosen;
    for (String spelling : heading.spellings()) {
      for (Column column : known) if (column.isMeantBy(spelling)) return column.name();
    }
    boolean says =
        heading.spellings().stream()
            .map(Column::plain)
            .noneMatch(word -> NUMBERING.contains(word) || passedOver.contains(word));
    boolean nothing = heading.example().isEmpty() || (!says && !heading.spellings().isEmpty());
    return nothing ? LEFT_OUT : null;
  }
}
