package cn.nongchao.portal;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Served;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whoever passes by must find the way to report. */
@Component
class ReportPreparation implements Preparation {

  private final Served served;
  private final Divisions divisions;

  ReportPreparation(Served served, Divisions divisions) {
    this.served = served;
    this.divisions = divisions;
  }

  @Override
  public int order() {
    return 80;
  }

  @Override
  public Text title() {
    return Text.of("群众上报", "Reports of citizens");
  }

  @Override
  public Text purpose() {
    return Text.of(
        "把带二维码的海报贴到村社，扫码就能上报。", "Hang posters in the villages: their code opens the form.");
  }

  @Override
  public Standing standing() {
    return standing(Within.ALL);
  }

  @Override
  public Standing standing(Within within) {
    int villages = served.villages(within).size();
    List<Way> ways = new ArrayList<>();
    ways.add(Way.to("/report", "看看上报页", "See the form"));
    for (DivisionCode street : served.streets(within)) {
      String name = divisions.name(street);
      ways.add(Way.to("/posters?at=" + street.value(), "海报：" + name, "Posters: " + name));
      ways.add(
          Way.to("/posters?labels=true&at=" + street.value(), "标签：" + name, "Labels: " + name));
    }
    return new Standing(
        villages > 0,
        villages > 0
            ? Text.of(
                "已开放，" + villages + " 个村社可选。", "Open: " + villages + " villages to choose from.")
            : Text.of("还不能上报：没有可选的村社。", "Nothing can be reported: there is no village to choose."),
        ways,
        List.of());
  }
}
