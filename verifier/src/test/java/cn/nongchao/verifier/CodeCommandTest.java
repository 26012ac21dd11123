package cn.nongchao.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.code.ActClaims;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.LeafHash;
import cn.nongchao.seal.code.Profile;
import cn.nongchao.seal.code.Subject;
import cn.nongchao.seal.status.Status;
import cn.nongchao.seal.status.StatusList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeCommandTest {
  private static final String SITE = "https://nongchao.example/c";
  private static final long NOW = Run.NOW.getEpochSecond();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Profile.class)
  void aCodeIsCheckedWithItsStatus(Profile profile) throws Exception {
    CodeSigner signer =
        CodeSigner.of("330114", profile, TestLog.hash("code"), CodeKey.Period.ALWAYS, SITE);
    String link = ActCode.issue(claims(), signer).orThrow().link(SITE);
    String key = signer.key().toString();

    Run plain = Run.of("code", link, "--key", key);
    assertThat(plain.out()).contains("属实 · GENUINE", "11010112345");
    assertThat(plain.out().lines())
        .as("what was not looked up is not ticked")
        .anyMatch(line -> line.startsWith("  – ") && line.contains("not looked up"))
        .noneMatch(line -> line.contains("✓") && line.contains("not looked up"));
    assertThat(plain.exit()).isZero();
    Run json = Run.of("code", link, "--key", key, "--json");
    assertThat(json.out())
        .contains("\"status\":\"not-looked-up\"", "\"notChecked\":[{")
        .contains("\"result\":\"genuine\"");
    assertThat(Run.of("code", link).exit()).isEqualTo(2);
    assertThat(Run.of("code", "https://nongchao.example/c/what", "--key", key).exit()).isEqualTo(1);
    assertThat(
            Run.of("code", link.replace("nongchao.example", "n0ngchao.example"), "--key", key)
                .exit())
        .isEqualTo(1);

    Path file = Files.writeString(folder.resolve("code.txt"), link + "\n");
    for (Status status : List.of(Status.VALID, Status.REVOKED, Status.CORRECTED)) {
      Map<Long, Status> others = status == Status.VALID ? Map.of() : Map.of(7L, status);
      byte[] list =
          StatusList.of(0, others).sign(signer, SITE, NOW, Duration.ofDays(7).toSeconds(), 3600);
      Path signed = Files.write(folder.resolve("list"), list);
      Run run =
          Run.of("code", file.toString(), "--key", key, "--status", signed.toString(), "--json");
      assertThat(run.exit()).isEqualTo(status == Status.VALID ? 0 : 1);
      assertThat(run.out())
          .contains("\"status\":\"" + status.name().toLowerCase() + "\"")
          .contains("\"notChecked\":[]");
      Run stale =
          Run.at(
              Run.NOW.plus(Duration.ofDays(8)),
              "code",
              link,
              "--key",
              key,
              "--status",
              signed.toString());
      assertThat(stale.exit()).isEqualTo(2);
    }
  }

  private static ActClaims claims() {
    return new ActClaims(
        "330114",
        UUID.nameUUIDFromBytes(new byte[] {1}),
        "event",
        NOW - 60,
        Subject.NONE,
        List.of("11010112345"),
        LeafHash.of(new byte[32]),
        7);
  }
}
