package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads an alert is told what it is about and what to do, in their language. */
class AlertInWordsTest {

  @ParameterizedTest
  @CsvSource({
    "database, 数据库的时钟",
    "+75 s at 2026-11-29T05:00:00Z, 2026-11-29T05:00:00Z 时被拨动 +75 秒",
    "'a tile is missing: tile/0/000', '缺少一块瓦片: tile/0/000'",
    "'12 entries were signed, the database holds 9', '已签 12 条，数据库只有 9 条'",
    "'3: the code of act 7 is gone', '共 3 处，如：行为 7 的码已不在'",
    "EV-261129-000116, EV-261129-000116",
  })
  void whatItIsAbout(String detail, String zh) {
    assertThat(AlertInWords.of(detail)).isEqualTo(Text.of(zh, detail));
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void whatToDo(AlertKind kind) {
    assertThat(kind.todo().zh()).endsWith("。");
    assertThat(kind.todo().en()).endsWith(".").isNotEqualTo(kind.todo().zh());
  }

  @Test
  void graveOnesCatchTheEyeUntilSeen() {
    assertThat(alert(Gravity.GRAVE, false).shade()).isEqualTo("row-bad");
    assertThat(alert(Gravity.ODD, false).shade()).isEqualTo("row-warn");
    assertThat(alert(Gravity.GRAVE, true).shade()).isEmpty();
  }

  private static Alerts.Alert alert(Gravity gravity, boolean seen) {
    Text none = Text.same("");
    Instant now = Instant.EPOCH;
    return new Alerts.Alert(
        new UUID(0, 1), now, now, "", gravity, none, "", none, none, "", null, seen);
  }
}
