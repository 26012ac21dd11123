package cn.nongchao.people.imports;

import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows that could not be taken in, in the columns of their file, with line and reason before
 * them: to be mended and sent again.
 */
public final class MendingFile {

  private MendingFile() {}

  public static byte[] of(Preview preview, Lang lang) {
    List<String> headings =
        new ArrayList<>(List.of(Text.of("行", "row").in(lang), Text.of("问题", "problem").in(lang)));
    preview.headings().forEach(one -> headings.add(one.heading().name()));
    List<List<String>> rows = new ArrayList<>();
    for (Item item : preview.bad()) {
      List<String> cells =
          new ArrayList<>(List.of(Integer.toString(item.line()), reasons(item, preview, lang)));
      preview
          .headings()
          .forEach(one -> {
            int at = one.heading().at();
            cells.add(at < item.cells().size() ? item.cells().get(at) : "");
          });
      rows.add(cells);
    }
    return TextBook.of(headings, rows, lang);
  }

  private static String reasons(Item item, Preview preview, Lang lang) {
    return item.wrong().stream()
        .map(refusal -> title(refusal, preview).in(lang) + ": " + refusal.reason().in(lang))
        .collect(Collectors.joining("; "));
  }

  private static Text title(Refusal refusal, Preview preview) {
    return preview.columns().stream()
        .filter(column -> column.name().equals(refusal.field()))
        .map(Column::title)
        .findFirst()
        .orElse(Text.same(String.valueOf(refusal.field())));
  }
}
