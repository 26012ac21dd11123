package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
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

  private static final int MOST_FOUND = 200;

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

  /**
   * The street or a place within one that somebody means who types its name, pinyin, first letters
   * or code: at a terminal, where nothing is offered to choose from.
   */
  public Outcome<DivisionCode> said(String text) {
    String typed = text.strip();
    DivisionCode code = DivisionCode.read(typed);
    if (code != null) return coded(code);
    String folded = Sought.folded(typed);
    List<Division> found =
        divisions.search(typed, List.of(DivisionCode.ALL), Level.STREET, MOST_FOUND);
    List<Division> exact = found.stream().filter(place -> isCalled(place, folded)).toList();
    List<Division> best = exact.isEmpty() ? found : exact;
    List<Division> streets = best.stream().filter(p -> p.level() == Level.STREET).toList();
    if (!streets.isEmpty()) best = streets;
    if (best.size() == 1) return Outcome.done(best.getFirst().code());
    return best.isEmpty() ? nowhere(typed) : choose(typed, best);
  }

  private Outcome<DivisionCode> coded(DivisionCode code) {
    if (divisions.find(code).isEmpty() || code.equals(DivisionCode.ALL)) return nowhere(code + "");
    if (code.value().length() >= Level.STREET.digits()) return Outcome.done(code);
    return Outcome.refused(
        Refusal.of(
            "bad-input",
            divisions.name(code) + "不是街道、乡镇或其下的区划",
            divisions.name(code) + " is wider than a street or town"));
  }

  /** Also without what its official name ends in: 北干 for 北干街道. */
  private static boolean isCalled(Division place, String folded) {
    String name = Sought.folded(place.name());
    return Stream.of(name, place.shortName(), name.replaceFirst("(街道|[乡镇村]|社区)$", ""))
        .flatMap(one -> Stream.of(Sought.folded(one), Sought.sounds(one)))
        .anyMatch(folded::equals);
  }

  private static Outcome<DivisionCode> nowhere(String text) {
    return Outcome.refused(
        Refusal.of(
            "not-found",
            "没有名称、拼音或代码为“" + text + "”的街道、乡镇或村社；别的城市请先导入区划（import divisions）",
            "no street, town or village has the name, pinyin or code “"
                + text
                + "”; for another city import its divisions first (import divisions)"));
  }

  private Outcome<DivisionCode> choose(String text, List<Division> found) {
    String all =
        found.stream()
            .limit(8)
            .map(place -> "\n  " + place.code() + " " + divisions.fullPath(place.code()))
            .collect(Collectors.joining());
    String more = found.size() > 8 ? "\n  …" : "";
    return Outcome.refused(
        Refusal.of(
            "ambiguous",
            "“" + text + "”可以是其中任何一处，请改写代码：" + all + more,
            "“" + text + "” may be any of these; give a code:" + all + more));
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
