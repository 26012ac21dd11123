package cn.nongchao.cases.requests;

import cn.nongchao.launch.Console;
import cn.nongchao.platform.Shortened;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is about to be imported, for a person to confirm. */
public final class SurveyInWords {

  private static final int SAMPLE = 40;

  /** Of what is new, shown in full so far. */
  private static final int NAMES = 60;

  private SurveyInWords() {}

  /**
   * @param place where the events will lie, in words
   */
  public static String of(
      Survey survey, RequestImport.Settings settings, String place, RequestImport requests) {
    StringBuilder out = new StringBuilder();
    out.append(
        Console.words(
            "%s：%,d 行，%s，来源“%s”，地点 %s，时区 %s%n",
            "%s: %,d rows, %s, source “%s”, place %s, zone %s%n",
            survey.file().path().getFileName(),
            survey.rows(),
            survey.charset(),
            settings.source(),
            place,
            settings.zone()));
    for (Column column : Column.values()) {
      String header = survey.mapping().header(column);
      DateForm form = survey.dates().get(column);
      out.append(
          "  %-12s %-24s %s%s%n"
              .formatted(
                  column.key(),
                  header == null ? "-" : header,
                  sample(survey.samples().get(column)),
                  form == null ? "" : "   [" + form.pattern() + "]"));
    }
    names(out, Console.words("新增类型", "new categories"), requests.newCategories(survey));
    names(out, Console.words("新增单位", "new departments"), requests.newDepartments(survey));
    return out.toString();
  }

  private static String sample(@Nullable String value) {
    if (value == null) return "";
    return Shortened.shown(value.replaceAll("\\s+", " "), SAMPLE);
  }

  private static void names(StringBuilder out, String title, List<String> names) {
    if (names.isEmpty()) return;
    out.append("  ").append(title).append(" (").append(names.size()).append("):");
    out.append(System.lineSeparator());
    for (String name : names.subList(0, Math.min(NAMES, names.size()))) {
      out.append("    + ").append(Shortened.shown(name, SAMPLE)).append(System.lineSeparator());
    }
    if (names.size() > NAMES) {
      String more = Console.words("    …… 另有 %d 个", "    … and %d more", names.size() - NAMES);
      out.append(more).append(System.lineSeparator());
    }
  }
}
