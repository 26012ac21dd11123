package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loops;
import cn.nongchao.rules.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Go project's own sumdb packages read the log the application serves. */
class ConformanceTest {

  @TempDir Path temporary;

  private record Ended(int exit, String said) {}

  @Test
  void goReadsTheLogBeingServedAndThatItOnlyGrew() throws Exception {
    PublicLog log = RunningApp.bean(PublicLog.class);
    Awaitility.await().until(() -> log.size() > 0);
    long before = log.size();
    Path earlier = Files.writeString(temporary.resolve("checkpoint"), log.checkpoint());
    RunningApp.bean(Loops.class).open(Openings.event(""), Actor.automatic("test")).orThrow();
    Awaitility.await().until(() -> log.size() > before);

    String key = log.verifierKeys().getFirst();
    Ended run = conformance(RunningApp.url("/log"), key, earlier.toString());
    System.out.print(run.said());
    Assumptions.assumeFalse(run.said().contains("skipped"), run.said());
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said())
        .contains("records hold")
        .contains("consistent with the checkpoint of " + before + " entries")
        .contains("conformance: passed");

    Ended strange = conformance(RunningApp.url("/log"), otherKey(key));
    assertThat(strange.exit()).as("a key that is not the log's").isNotZero();
  }

  private static String otherKey(String key) throws Exception {
    String name = key.substring(0, key.indexOf('+'));
    var pair = cn.nongchao.seal.note.Ed25519.fromSeed(new byte[32]);
    return cn.nongchao.seal.note.Ed25519.verifierKey(name, pair).toString();
  }

  private static Ended conformance(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Tree.ROOT.resolve("conformance/run").toString());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
