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
      case "witness-refuses" ->
          Text.of("见证人拒绝副署：日志可能分叉或倒退", "A witness refuses to cosign: fork, or gone back");
      case "keys-unusable" -> Text.of("签名密钥无法使用，暂停封存", "Keys cannot be used; sealing waits");
      case "act-complained" -> Text.of("收到对执法行为的投诉", "Complaint about an act");
      case "act-rated-low" -> Text.of("执法行为被评为一星或二星", "An act was rated one or two stars");
      default -> Text.same(kind);
    };
  }
}
