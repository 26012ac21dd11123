package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.seal.receipt.Receipt;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A receipt asked for before its entry is sealed is promised, and then comes. */
class ReceiptWalkTest {

  private final String session = Cast.atHome(CasesRoles.DISPATCHER).session();

  /** Whatever is written after this transaction began stays unsealed until it ends. */
  private static Connection holdingTheSealer() throws SQLException {
    Connection connection = RunningApp.bean(DataSource.class).getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_current_xact_id()");
    }
    return connection;
  }

  private static LoopId reported() {
    Report report =
        Report.of(LoopId.next(), Channel.GRID, "井盖松动", new DivisionCode("330114003200"));
    return RunningApp.bean(Events.class).report(report, Actor.automatic("test")).orThrow().id();
  }

  @Test
  void aBrowserIsToldToWaitAndGetsItByItself() throws Exception {
    try (Person reader = Person.at(Screen.PHONE, "zh").withSession(session);
        Connection holding = holdingTheSealer()) {
      LoopId loop = reported();
      Page page = reader.page();
      int status = page.navigate(RunningApp.url("/receipts/" + loop)).status();
      assertThat(status).isEqualTo(503);
      reader.sees("正在封存", "自动下载").picture("sealing-zh");
      Download download =
          page.waitForDownload(
              new Page.WaitForDownloadOptions().setTimeout(30_000), () -> finish(holding));
      byte[] file = Files.readAllBytes(download.path());
      assertThat(Receipt.parse(file).entry().facts().json().toString()).contains(loop.toString());
    }
  }

  @Test
  void aProgramGetsAProblemDocumentWithTheTimeToComeBack() throws Exception {
    Visitor program = Visitor.signedIn(session);
    try (Connection holding = holdingTheSealer()) {
      LoopId loop = reported();
      for (String path : new String[] {"/api/v1/receipts/", "/receipts/"}) {
        Answer answer = program.get(path + loop);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("not-yet");
      }
      finish(holding);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> program.get("/api/v1/receipts/" + loop).status() == 200);
      assertThat(program.get("/receipts/" + LoopId.next()).body()).contains("not-found");
    }
  }

  private static void finish(Connection holding) {
    try {
      holding.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
