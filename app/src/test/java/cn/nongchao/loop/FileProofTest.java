package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.DivisionCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A file that is not the one that was sealed is named by the audit and given to nobody. */
class FileProofTest {

  private static final EvidenceStore STORE = RunningApp.bean(EvidenceStore.class);
  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);

  private final Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());

  /** Of one width each, so that no two are the same file. */
  private static Evidence reported(int width) throws IOException {
    var worker = Cast.atHome(CasesRoles.GRID_WORKER).viewer();
    var bytes = new ByteArrayInputStream(SampleFiles.picture("png", width, 41));
    Evidence file = STORE.put(Upload.named("a.png"), bytes, Uploader.of(worker)).orThrow();
    Report report =
        Report.of(LoopId.next(), Channel.GRID, "附件", new DivisionCode("330114003200"))
            .showing(List.of(file.id()));
    RunningApp.bean(Events.class).report(report, Actor.of(worker)).orThrow();
    return STORE.find(file.id()).orElseThrow();
  }

  private int status(Evidence file) {
    return desk.get(file.path()).status();
  }

  private static List<String> named() {
    List<String> named = new ArrayList<>();
    RunningApp.bean(FileAudit.class).all(named::add);
    return named;
  }

  @Test
  void bytesThatWereExchangedAreGivenToNobody() throws Exception {
    Evidence file = reported(41);
    Path kept = STORE.file(file);
    byte[] bytes = Files.readAllBytes(kept);
    FileTime written = Files.getLastModifiedTime(kept);
    assertThat(status(file)).isEqualTo(200);
    assertThat(named()).noneMatch(name -> name.contains(file.sha256()));

    byte[] others = bytes.clone();
    others[others.length - 1]++;
    Files.write(kept, others);
    Files.setLastModifiedTime(kept, written);
    assertThat(status(file)).isEqualTo(409);
    assertThat(desk.get(file.path() + "/thumb").status()).isEqualTo(409);
    assertThat(named()).anyMatch(name -> name.contains(file.sha256() + " has other bytes"));
    assertThat(alerts()).contains("file " + file.id());

    Files.write(kept, bytes);
    assertThat(status(file)).isEqualTo(200);
  }

  @Test
  void whatIsGoneIsNamed() throws Exception {
    Evidence file = reported(42);
    Path kept = STORE.file(file);
    byte[] bytes = Files.readAllBytes(kept);
    Files.delete(kept);
    assertThat(named()).anyMatch(name -> name.contains(file.sha256() + " is gone"));
    Files.write(kept, bytes);
  }

  @Test
  void aRowThatPointsToAnotherFileShowsNeither() throws Exception {
    Evidence file = reported(43);
    Evidence other = reported(44);
    hash(file, other.sha256());
    assertThat(status(file)).isEqualTo(409);
    hash(file, file.sha256());
    assertThat(status(file)).isEqualTo(200);
  }

  private static void hash(Evidence file, String sha256) {
    JDBC.sql("update loop.evidence set sha256 = ? where id = ?").params(sha256, file.id()).update();
  }

  private static List<String> alerts() {
    return JDBC.sql("select detail from proof.alerts where kind = 'record-altered'")
        .query(String.class)
        .list();
  }

  /** A thirtieth a night: nobody's disk is read for hours, and nothing is left out. */
  @Test
  void inThirtyNightsEachFileIsReadOnce() throws Exception {
    Evidence file = reported(45);
    Path kept = STORE.file(file);
    Path away = kept.resolveSibling("away-" + UUID.randomUUID());
    Files.move(kept, away);
    int nights = 0;
    for (long day = 20_000; day < 20_000 + FileAudit.NIGHTS; day++) {
      List<String> named = new ArrayList<>();
      RunningApp.bean(FileAudit.class).ofDay(day, named::add);
      if (named.stream().anyMatch(name -> name.contains(file.sha256()))) nights++;
    }
    Files.move(away, kept);
    assertThat(nights).isEqualTo(1);
  }
}
