package cn.nongchao.cases.web;

import cn.nongchao.cases.Act;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Check;
import cn.nongchao.cases.Disposition;
import cn.nongchao.cases.EventLife;
import cn.nongchao.loop.FactWords;
import cn.nongchao.loop.LoopPage;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.MenuItem.ShownTo;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu, and where its loops have their page. */
@Configuration
class CasesMenu {

  @Bean
  LoopPage eventLoopPage() {
    return new LoopPage(EventLife.KIND, "/events/{id}");
  }

  @Bean
  FactWords eventFactWords() {
    Map<String, Text> labels = new HashMap<>();
    labels.put("channel", Text.of("来源", "channel"));
    labels.put("category", Text.of("类别编号", "category"));
    labels.put("list", Text.of("清单版本", "list version"));
    labels.put("words", Text.of("描述的指纹", "digest of the words"));
    labels.put("handler", Text.of("承办单位", "unit"));
    labels.put("assignee", Text.of("承办人", "person"));
    labels.put("assisting", Text.of("协办单位", "assisting"));
    labels.put("of", Text.of("请求支援单位", "asked for help"));
    labels.put("disposition", Text.of("处置方式", "disposition"));
    labels.put("act", Text.of("执法行为", "act"));
    labels.put("officers", Text.of("执法人员", "officers"));
    labels.put("subject", Text.of("对象代码", "subject"));
    labels.put("reply", Text.of("答复上报人", "reply"));
    labels.put("way", Text.of("方式", "way"));
    labels.put("rating", Text.of("评分", "rating"));
    labels.put("into", Text.of("并入", "merged into"));
    return new FactWords(
        EventLife.KIND,
        labels,
        Map.of(
            "channel", titles(Channel.values(), Channel::title),
            "disposition", titles(Disposition.values(), Disposition::title),
            "act", titles(Act.values(), Act::title),
            "way", ways()));
  }

  private static Map<String, Text> ways() {
    Map<String, Text> ways = new HashMap<>(titles(Check.values(), Check::title));
    ways.put("REPORTER", Text.of("上报人本人", "the reporter"));
    return ways;
  }

  private static <E extends Enum<E>> Map<String, Text> titles(E[] all, Function<E, Text> title) {
    return Arrays.stream(all).collect(Collectors.toMap(Enum::name, title));
  }

  @Bean
  MenuItem newEventMenuItem() {
    return MenuItem.forRoles(
        Heading.WORK,
        15,
        Text.of("上报事件", "Report"),
        "camera-plus",
        "/events/new",
        NewEventController.REPORTERS.toArray(String[]::new));
  }

  @Bean
  MenuItem eventsMenuItem() {
    return MenuItem.forAll(Heading.WORK, 20, Text.of("事件", "Events"), "list-details", "/events");
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
