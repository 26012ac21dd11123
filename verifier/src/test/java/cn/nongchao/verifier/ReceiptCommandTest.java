package cn.nongchao.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCommandTest {
  @TempDir private Path folder;

  @Test
  void aReceiptIsCheckedInPlainWords() throws Exception {
    TestLog log = new TestLog(folder.resolve("log"));
    log.append("a", 300);
    Path file = folder.resolve("a.receipt.json");
    Files.write(file, log.receipt(270));
    Path keys = Files.writeString(folder.resolve("keys"), "# ours\n\n" + log.key() + "\n");
    Run run = Run.of("receipt", file.toString(), "--key", keys.toString());
    assertThat(run.out()).contains("条目是日志 log.example/test 的第 270 条", "属实 · GENUINE");
    assertThat(run.exit()).isZero();
    Run json = Run.of("receipt", "file:" + file, "--key", log.key(), "--json");
    assertThat(json.out()).contains("\"index\":270", "\"result\":\"genuine\"", "test.entry");

    assertThat(Run.of("receipt", file.toString()).exit()).isEqualTo(2);
    assertThat(Run.of("receipt", folder.resolve("none").toString()).exit()).isEqualTo(2);
    assertThat(Run.of("receipt").exit()).isEqualTo(2);
    Files.writeString(file, Files.readString(file).replace("\"word\":\"a\"", "\"word\":\"b\""));
    Run forged = Run.of("receipt", file.toString(), "--key", log.key(), "--lang=zh");
    assertThat(forged.exit()).isEqualTo(1);
    assertThat(forged.out()).contains("不属实").doesNotContain("NOT");
  }
}
