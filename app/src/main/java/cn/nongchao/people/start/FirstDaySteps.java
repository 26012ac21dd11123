package cn.nongchao.people.start;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OfficeFile;
import cn.nongchao.people.Served;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Place, organisations, grids, people and grants from a file, in this order. */
@Configuration
class FirstDaySteps {

  private record Declared(
      int order, Text title, Set<String> names, Function<FirstDayFile, Outcome<Text>> taking)
      implements FirstDayStep {
    @Override
    public Outcome<Text> take(FirstDayFile file) {
      return taking.apply(file);
    }
  }

  private static final String STREET = "street";
  private static final String ORGANISATIONS = "organisations";
  private static final String VILLAGES = "organisations.villages";
  private static final String TEMPLATE = "template";

  private final OfficeFile files;
  private final Divisions divisions;

  FirstDaySteps(OfficeFile files, Divisions divisions) {
    this.files = files;
    this.divisions = divisions;
  }

  private FirstDayStep file(int order, String kind, String zh, String en) {
    return new Declared(
        order, Text.of(zh, en), OfficeFile.names(kind), said -> files.take(kind, said));
  }

  @Bean
  FirstDayStep divisionsStep() {
    return file(15, "divisions", "区划", "Places");
  }

  @Bean
  FirstDayStep streetStep(Served served, Audit audit) {
    return new Declared(
        20,
        Text.of("这里是哪里", "Which place this is"),
        Set.of(STREET),
        said ->
            streets(said)
                .map(all -> {
                  serve(all, served, audit);
                  String names =
                      all.stream().map(divisions::fullPath).collect(Collectors.joining("；"));
                  return Text.same(names);
                }));
  }

  private static void serve(List<DivisionCode> streets, Served served, Audit audit) {
    for (DivisionCode street : streets) {
      if (served.streets().contains(street)) continue;
      served.serve(street, true);
      audit.record("street-served", null, street.value(), Map.of());
    }
  }

  /** By code or name; 萧山区北干街道 where a name is not enough. */
  private Outcome<List<DivisionCode>> streets(FirstDayFile said) {
    List<DivisionCode> all = new ArrayList<>();
    for (String typed : said.all(STREET)) {
      DivisionCode code = DivisionCode.read(typed);
      List<Division> called =
          code == null ? divisions.named(typed) : divisions.find(code).stream().toList();
      List<Division> streets = called.stream().filter(one -> one.level() == Level.STREET).toList();
      if (streets.size() != 1) return Outcome.refused(noStreet(typed, streets));
      all.add(streets.getFirst().code());
    }
    return Outcome.done(all);
  }

  private Refusal noStreet(String typed, List<Division> several) {
    String which =
        several.stream()
            .map(one -> one.code() + " " + divisions.fullPath(one.code()))
            .collect(Collectors.joining("；"));
    return several.isEmpty()
        ? Refusal.field(
            STREET,
            "没有叫“" + typed + "”的街道、乡镇；别的城市请先写 divisions = 区划文件",
            "there is no street or town “" + typed + "”; of another city: divisions = FILE first")
        : Refusal.field(
            STREET,
            "不止一个“" + typed + "”，请写代码：" + which,
            "more than one “" + typed + "”, write the code: " + which);
  }

  @Bean
  FirstDayStep organisationsStep(StreetOffices offices) {
    Set<String> names = new HashSet<>(OfficeFile.names(ORGANISATIONS));
    names.add(VILLAGES);
    return new Declared(
        30,
        Text.of("单位", "Organisations"),
        names,
        said ->
            said.get(ORGANISATIONS).equals(TEMPLATE)
                ? template(offices, said)
                : files.take(ORGANISATIONS, said));
  }

  private Outcome<Text> template(StreetOffices offices, FirstDayFile said) {
    return streets(said)
        .then(all -> {
          if (all.isEmpty()) {
            return Outcome.refused(
                Refusal.field(ORGANISATIONS, "请先写 street", "say the street first: street = …"));
          }
          int made = 0;
          for (DivisionCode street : all) {
            OfficesWish wish = offices.template(street);
            boolean villages = !said.says(VILLAGES) || said.isYes(VILLAGES);
            Outcome<Integer> done =
                offices.make(
                    new OfficesWish(wish.street(), wish.offices(), villages), Scope.system());
            if (done instanceof Outcome.Refused<Integer> refused) return refused.as();
            made += done.orThrow();
          }
          return Outcome.done(Text.of("由模板建立 " + made + " 个单位", made + " made from the template"));
        });
  }

  @Bean
  FirstDayStep gridsStep() {
    return file(40, "grids", "网格", "Grids");
  }

  @Bean
  FirstDayStep outlinesStep() {
    return file(45, "outlines", "网格边界", "Outlines");
  }

  @Bean
  FirstDayStep peopleStep() {
    return file(60, "people", "人员", "People");
  }

  /** Who walks which grid, from the list of grids, once there are people. */
  @Bean
  FirstDayStep gridWorkersStep() {
    String named = "grid-workers";
    return new Declared(
        62,
        Text.of("网格员", "Grid workers"),
        OfficeFile.names(named),
        said -> files.take("grids", named, said));
  }

  @Bean
  FirstDayStep grantsStep() {
    return file(65, "grants", "授权", "Grants");
  }
}
