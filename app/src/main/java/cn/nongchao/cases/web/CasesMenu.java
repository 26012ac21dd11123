package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Check;
import cn.nongchao.cases.EventLife;
import cn.nongchao.form.Titled;
import cn.nongchao.loop.FactWords;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.MenuItem.ShownTo;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu, and where its loops have their page. */
@Configuration
class CasesMenu {

  @Bean
  FactWords eventFactWords() {
    return new FactWords(
        EventLife.KIND,
        Map.of(
            "channel", Text.of("来源", "channel"),
            "category", Text.of("类别编号", "category"),
            "list", Text.of("清单版本", "list version"),
            "words", Text.of("描述的指纹", "digest of the words"),
            "handler", Text.of("承办单位", "unit"),
            "assignee", Text.of("承办人", "person"),
            "way", Text.of("方式", "way"),
            "lead", Text.of("清单牵头单位（已告知）", "leads by the list (told)"),
            "asked", Text.of("须本人确认", "asked to confirm"),
            "officer", Text.of("执法人员", "officer")),
        Map.of("channel", titles(Channel.values()), "way", ways()));
  }

  private static Map<String, Text> ways() {
    Map<String, Text> ways = new HashMap<>(titles(Check.values()));
    ways.put("REPORTER", Text.of("上报人本人", "the reporter"));
    return ways;
  }

  private static <E extends Enum<E> & Titled> Map<String, Text> titles(E[] all) {
    return Arrays.stream(all).collect(Collectors.toMap(Enum::name, Titled::title));
  }

  @Bean
  MenuItem newEventMenuItem() {
    return MenuItem.forRoles(
        Heading.WORK,
        15,
        Text.of("上报事件", "Report"),
        "camera-plus",
        "/events/new",
        EventPages.REPORTERS.toArray(String[]::new));
  }

  @Bean
  MenuItem hotlineMenuItem() {
    return MenuItem.forRoles(
        Heading.WORK,
        25,
        Text.of("热线登记", "Hotline"),
        "phone-incoming",
        "/hotline",
        CasesRoles.DISPATCHER,
        CasesRoles.CLERK);
  }

  @Bean
  MenuItem responsibilityMenuItem() {
    return new MenuItem(
        Heading.RECORDS,
        110,
        Text.of("责任清单", "Responsibility list"),
        "clipboard-list",
        "/responsibility",
        ShownTo.allBut(PeopleRoles.CITIZEN));
  }
}
