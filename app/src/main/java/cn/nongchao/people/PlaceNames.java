package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Places as files speak of them: by code, by name, or by names from above down. */
@Component
public class PlaceNames {

  private static final List<String> ENDS = List.of("居委会", "村委会", "居民委员会", "村民委员会");

  private final JdbcClient jdbc;
  private final Divisions divisions;

  PlaceNames(JdbcClient jdbc, Divisions divisions) {
    this.jdbc = jdbc;
    this.divisions = divisions;
  }

  /**
   * @param patterns codes the place may have, as {@code like} takes them
   */
  Outcome<DivisionCode> find(String text, String[] patterns) {
    DivisionCode typed = DivisionCode.read(text);
    if (typed != null && !typed.equals(DivisionCode.ALL)) return Outcome.done(typed);
    List<DivisionCode> found = new ArrayList<>();
    String[] within = patterns;
    for (String name : text.split("[\\s　/>]+")) {
      if (name.isEmpty()) continue;
      found = named(name, within);
      within = found.stream().map(code -> code.value() + "_%").toArray(String[]::new);
    }
    if (found.size() == 1) return Outcome.done(found.getFirst());
    return found.isEmpty() ? none(text) : several(text, found);
  }

  private List<DivisionCode> named(String name, String[] patterns) {
    String stem = name.endsWith("村") ? name.substring(0, name.length() - 1) : name;
    String[] names =
        Stream.concat(
                Stream.of(name), ENDS.stream().flatMap(end -> Stream.of(name + end, stem + end)))
            .toArray(String[]::new);
    String shortly = Division.shortName(name);
    record Named(String code, String name) {}
    return jdbc
        .sql(
            "select code, name from people.divisions where code like any(?) and name = any(?)"
                + " order by code")
        .params(patterns, names)
        .query(Named.class)
        .list()
        .stream()
        .filter(one -> Division.shortName(one.name()).equals(shortly))
        .map(one -> new DivisionCode(one.code()))
        .toList();
  }

  private static Outcome<DivisionCode> none(String text) {
    return Outcome.refused(
        Refusal.of(
            "bad-input",
            "管辖范围内没有代码或名称为“" + text + "”的区划",
            "there is no place with the code or name “" + text + "” within your scope"));
  }

  private Outcome<DivisionCode> several(String text, List<DivisionCode> found) {
    Set<String> paths =
        found.stream()
            .limit(4)
            .map(code -> divisions.path(code) + " " + code)
            .collect(Collectors.toSet());
    String all = String.join("；", paths);
    return Outcome.refused(
        Refusal.of(
            "bad-input",
            "有 " + found.size() + " 处叫“" + text + "”，请写明上级或代码：" + all,
            found.size()
                + " places are called “"
                + text
                + "”: write the one above or the code: "
                + all));
  }
}
