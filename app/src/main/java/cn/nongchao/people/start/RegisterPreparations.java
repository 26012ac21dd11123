package cn.nongchao.people.start;

import static java.util.stream.Collectors.joining;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Served;
import cn.nongchao.people.register.GrantCounts;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Place, organisations, grids and people, in this order. */
@Configuration
class RegisterPreparations {

  private record Declared(int order, Text title, Text purpose, Asked asked) implements Preparation {
    @Override
    public Standing standing() {
      return standing(Within.ALL);
    }

    @Override
    public Standing standing(Within within) {
      return asked.now(within);
    }
  }

  private interface Asked {
    Preparation.Standing now(Preparation.Within within);
  }

  @Bean
  Preparation streetPreparation(Served served, Divisions divisions) {
    return new Declared(
        10,
        Text.of("这里是哪里", "Which place this is"),
        Text.of(
            "本系统服务的街道、乡镇；群众只能在这里上报。",
            "The streets or towns that are served; reports are taken in there only."),
        within -> {
          List<DivisionCode> streets = served.streets(within);
          String names = streets.stream().map(divisions::fullPath).collect(joining("；"));
          return (streets.isEmpty()
                  ? Preparation.Standing.of(false, "还没有选择。", "None is chosen yet.", otherPlaces())
                  : Preparation.Standing.of(true, names, names, otherPlaces()))
              .offering("street-served", null);
        });
  }

  private static Preparation.Way otherPlaces() {
    return Preparation.Way.to("/imports/divisions", "不在列表中：导入区划", "Not in the list: import places");
  }

  @Bean
  Preparation officesPreparation(
      Served served, Organisations organisations, StreetOffices offices) {
    return new Declared(
        20,
        Text.of("单位", "Organisations"),
        Text.of("谁来办理：部门、执法中队、派出所、村社。", "Who handles: departments, squads, police, villages."),
        within -> offices(served.streets(within), organisations, offices));
  }

  private static Preparation.Standing offices(
      List<DivisionCode> streets, Organisations organisations, StreetOffices offices) {
    Preparation.Way file = Preparation.Way.to("/imports/organisations", "从文件导入", "From a file");
    Preparation.Way all = Preparation.Way.to("/organisations", "查看单位", "See them");
    for (DivisionCode street : streets) {
      if (has(organisations, Organisation.SQUAD, street)
          && has(organisations, Organisation.DEPARTMENT, street)) {
        continue;
      }
      return Preparation.Standing.of(
              false,
              "还缺部门或中队，可由下面的模板一次建立。",
              "Departments or squads are missing: make them at once from what is below.",
              file)
          .offering("offices-made", offices.template(street));
    }
    Preparation.Way unseen =
        Preparation.Way.to(
            "/organisations?imported=true", "随文件导入、尚未核对的", "Imported, not looked at");
    return streets.isEmpty()
        ? Preparation.Standing.of(false, "先选择街道。", "Choose the street first.")
        : Preparation.Standing.of(
            true, "部门和中队都有了。", "There are departments and squads.", all, unseen);
  }

  /** What only a file of another system named is none of the office's own. */
  private static boolean has(Organisations organisations, String kind, DivisionCode street) {
    return organisations.ofKinds(Set.of(kind), street).stream().anyMatch(one -> !one.imported());
  }

  @Bean
  Preparation gridsPreparation(Served served, Divisions divisions) {
    return new Declared(
        30,
        Text.of("网格", "Grids"),
        Text.of(
            "事件落到网格和网格员；没有网格的村社按村社受理。",
            "Events fall to grids and their workers; a village without grids is taken as one."),
        within -> grids(served, divisions, within));
  }

  private static Preparation.Standing grids(
      Served served, Divisions divisions, Preparation.Within within) {
    List<String> without = new ArrayList<>();
    int grids = 0;
    int drawn = 0;
    for (Division village : served.villages(within)) {
      List<Division> below = divisions.below(village.code(), Level.GRID);
      if (below.isEmpty()) without.add(village.shortName());
      grids += below.size();
      drawn += (int) below.stream().filter(grid -> grid.lat() != null).count();
    }
    String some = without.stream().limit(5).collect(joining("、"));
    String zh =
        "%d 个网格，%d 个有边界".formatted(grids, drawn)
            + (without.isEmpty() ? "。" : "；%d 个村社还没有网格：%s…".formatted(without.size(), some));
    String en =
        "%d grids, %d with an outline".formatted(grids, drawn)
            + (without.isEmpty()
                ? "."
                : "; %d villages without: %s…".formatted(without.size(), some));
    List<Preparation.Way> ways = new ArrayList<>();
    ways.add(Preparation.Way.to("/imports/grids", "导入网格名单", "Import a list of grids"));
    ways.add(Preparation.Way.to("/imports/outlines", "导入边界", "Import outlines"));
    for (DivisionCode street : served.streets(within)) {
      ways.add(
          Preparation.Way.to(
              "/divisions/map?at=" + street.value(),
              "在地图上画：" + divisions.name(street),
              "Draw on the map: " + divisions.name(street)));
    }
    return new Preparation.Standing(grids > 0, Text.of(zh, en), ways, List.of());
  }

  @Bean
  Preparation staffPreparation(
      Roles roles, GrantCounts counts, Served served, FirstRoles first, FirstPasswords passwords) {
    return new Declared(
        50,
        Text.of("人员与授权", "People and their roles"),
        Text.of("谁能做什么；管理员至少两人。", "Who may do what; at least two administrators."),
        within ->
            staff(
                roles,
                counts.holders(within),
                served.streets(within),
                first,
                passwords.missing(within)));
  }

  private static Preparation.Standing staff(
      Roles roles,
      Map<String, Integer> held,
      List<DivisionCode> streets,
      FirstRoles first,
      int without) {
    List<Role> missing =
        roles.all().stream()
            .filter(Role::works)
            .filter(role -> held.getOrDefault(role.name(), 0) == 0)
            .toList();
    boolean alone = held.getOrDefault(PeopleRoles.ADMINISTRATOR, 0) < 2;
    String zh = missing.stream().map(role -> role.title().zh()).collect(joining("、"));
    String en = missing.stream().map(role -> role.title().en()).collect(joining(", "));
    Preparation.Standing standing =
        Preparation.Standing.of(
            missing.isEmpty() && !alone,
            (missing.isEmpty() ? "每种角色都有人。" : "还没有人：" + zh + "。")
                + (alone ? "管理员不足两人，请再指定一位。" : "")
                + (without > 0 ? without + " 人还没有密码。" : ""),
            (missing.isEmpty() ? "Every role is held." : "Nobody yet: " + en + ".")
                + (alone ? " There are fewer than two administrators: name another." : "")
                + (without > 0 ? " " + without + " have no password yet." : ""),
            Preparation.Way.to("/imports/people", "从花名册导入", "Import the roster"),
            Preparation.Way.to("/people/new", "逐个建立", "Add one person"));
    if (streets.isEmpty()) return standing;
    if (standing.done()) {
      return without == 0
          ? standing
          : standing.offering("first-passwords", new StreetChosen(streets.getFirst()));
    }
    List<Role> wanted = new ArrayList<>(missing);
    if (alone && held.containsKey(PeopleRoles.ADMINISTRATOR)) {
      roles.find(PeopleRoles.ADMINISTRATOR).ifPresent(wanted::add);
    }
    return standing.offering("roles-given", first.missing(streets.getFirst(), wanted));
  }
}
