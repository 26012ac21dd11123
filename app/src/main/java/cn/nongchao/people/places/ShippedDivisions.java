package cn.nongchao.people.places;

import cn.nongchao.people.DivisionCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Division lists that come with the product, in a format of its own: a line is the digits a code
 * adds to the one above, a blank, and the official name; a level below is indented by one blank
 * more. Lines beginning with {@code #} are remarks.
 */
public final class ShippedDivisions {

  /** Lists there are. */
  public static final List<String> NAMES = List.of("hangzhou");

  private ShippedDivisions() {}

  /** Reads a list by name, parents before children; null where there is none of that name. */
  public static @Nullable List<DivisionRow> read(String name) {
    if (!NAMES.contains(name)) return null;
    try (InputStream in =
        ShippedDivisions.class.getResourceAsStream("/divisions/" + name + ".txt")) {
      if (in == null) throw new IllegalStateException("missing resource divisions/" + name);
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<DivisionRow> parse(String text) {
    List<DivisionRow> rows = new ArrayList<>();
    List<String> above = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      String content = line.stripLeading();
      int depth = line.length() - content.length();
      int blank = content.indexOf(' ');
      if (blank < 1 || depth > above.size()) {
        throw new IllegalArgumentException("line " + number + " is not “digits name”: " + line);
      }
      String code = (depth == 0 ? "" : above.get(depth - 1)) + content.substring(0, blank);
      above.subList(depth, above.size()).clear();
      above.add(code);
      rows.add(new DivisionRow(new DivisionCode(code), content.substring(blank + 1).strip()));
    }
    return rows;
  }
}
