package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;
import cn.nongchao.proof.Alerts.Alert;
import java.util.List;

/** Alerts, unseen ones first. */
public record AlertsPage(List<Alert> alerts) {

  public AlertsPage {
    alerts = List.copyOf(alerts);
  }

  /** What a kind of alert means. */
  public static Text words(String kind) {
    return switch (kind) {
      case "log-broken" -> Text.of("公开日志不一致，已停止封存", "The log is inconsistent; sealing stopped");
      case "code-scanned-often" ->
          Text.of("一天内被扫描 400 次以上，可能被复制张贴", "Scanned 400 times in a day; perhaps copied");
      case "code-in-two-cities" -> Text.of("一小时内在两个城市被扫描", "Scanned in two cities within an hour");
      default -> Text.same(kind);
    };
  }
}
