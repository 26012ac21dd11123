package cn.nongchao.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.note.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessCommandTest {
  @TempDir private Path folder;
  private TestLog log;
  private String witnessKey = "";

  @BeforeEach
  void aLogAndAWitness() throws Exception {
    log = new TestLog(folder.resolve("log"));
    log.append("a", 10);
    Run made = Run.of("new-key", "witness.example/w", "--key-file", path("key"));
    assertThat(made.exit()).isZero();
    witnessKey = made.out().lines().filter(l -> l.contains("公钥")).findFirst().orElseThrow();
    witnessKey = List.of(witnessKey.split(" ")).get(4);
    assertThat(VerifierKey.parse(witnessKey).type()).isEqualTo(VerifierKey.COSIGNATURE);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Run witness(TestLog of) throws Exception {
    return Run.of(
        "witness",
        "--url",
        of.folder.toString(),
        "--key",
        log.key(),
        "--state",
        path("state"),
        "--key-file",
        path("key"),
        "--out",
        path("cosigned"));
  }

  @Test
  void growthIsCosignedAndCountsAsAWitness() throws Exception {
    assertThat(witness(log).out()).contains("首次见到此日志");
    log.append("b", 500);
    Run run = witness(log);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("自上次见到的 10 条以来只增不改");
    assertThat(witness(log).exit()).isZero();
    log.write("checkpoint", Files.readAllBytes(folder.resolve("cosigned")));
    Run audit =
        Run.of(
            "log",
            "--url",
            log.folder.toString(),
            "--key",
            log.key(),
            "--key",
            witnessKey,
            "--witnesses",
            "1");
    assertThat(audit.out()).contains("见证人 witness.example/w");
    assertThat(audit.exit()).isZero();
  }

  @Test
  void aForkIsRefusedLoudlyWithEvidenceAndTheStateStays() throws Exception {
    witness(log);
    String before = Files.readString(folder.resolve("cosigned"));
    for (int size : new int[] {10, 400, 5}) {
      TestLog fork = new TestLog(folder.resolve("fork" + size));
      fork.append("x", size);
      Run run = witness(fork);
      assertThat(run.exit()).as("size %d", size).isEqualTo(1);
      assertThat(run.out()).contains("!!!", "FORK");
      assertThat(Files.readString(folder.resolve("cosigned"))).isEqualTo(before);
    }
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      assertThat(files.filter(f -> f.getFileName().toString().startsWith("fork-"))).hasSize(3);
    }
    log.append("b", 1);
    assertThat(witness(log).exit()).isZero();
  }

  @Test
  void aCheckpointWhoseTilesDoNotFitIsNotCosigned() throws Exception {
    byte[] tile = Files.readAllBytes(log.folder.resolve("tile/0/000.p/10"));
    tile[5] ^= 1;
    log.write("tile/0/000.p/10", tile);
    assertThat(witness(log).exit()).isEqualTo(1);
    assertThat(folder.resolve("cosigned")).doesNotExist();
    Files.delete(log.folder.resolve("tile/0/000.p/10"));
    assertThat(witness(log).exit()).isEqualTo(2);
  }

  @Test
  void damagedStateOrKeyStopsIt() throws Exception {
    witness(log);
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".checkpoint")).toList()) {
        Files.writeString(file, "rubbish");
      }
    }
    assertThat(witness(log).exit()).isEqualTo(2);
    Files.writeString(folder.resolve("key"), "rubbish");
    assertThat(witness(log).exit()).isEqualTo(2);
    assertThat(Run.of("new-key", "w", "--key-file", path("key")).exit()).isEqualTo(2);
  }
}
