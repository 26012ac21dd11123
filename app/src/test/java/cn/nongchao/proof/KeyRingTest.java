package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.platform.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key file and its password, on a real disk. */
class KeyRingTest {

  @TempDir Path data;

  private KeyRing ring() {
    Settings settings =
        new Settings(data, false, ZoneId.of("Asia/Shanghai"), "http://localhost:8080");
    return new KeyRing(settings, Clock.systemUTC());
  }

  @Test
  void keysAndPasswordAreTheOwnersAlone() throws Exception {
    ring().keys("log");
    for (String name : List.of("signing.p12", "signing.password")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aPasswordOthersMayReadIsRefusedAndNamed() throws Exception {
    byte[] before = ring().keys("log").getFirst().secret();
    for (String loose : List.of("rw-r--r--", "rw----r--", "rw-r-----", "rw--w----")) {
      Files.setPosixFilePermissions(
          key("signing.password"), PosixFilePermissions.fromString(loose));
      assertThatThrownBy(() -> ring().keys("log"))
          .as(loose)
          .isInstanceOf(KeysUnusable.class)
          .hasMessageContaining("chmod 600 " + key("signing.password"));
    }
    Files.setPosixFilePermissions(
        key("signing.password"), PosixFilePermissions.fromString("r--------"));
    assertThat(ring().keys("log").getFirst().secret()).isEqualTo(before);
  }

  @Test
  void aWrongPasswordIsRefusedAndTheFileLeftAsItIs() throws Exception {
    ring().keys("log");
    byte[] file = Files.readAllBytes(key("signing.p12"));
    Files.writeString(key("signing.password"), "another");
    assertThatThrownBy(() -> ring().rotate("log"))
        .isInstanceOf(KeysUnusable.class)
        .hasMessageContaining("NONGCHAO_KEY_PASSWORD");
    assertThat(key("signing.p12")).hasBinaryContent(file);
  }

  @Test
  void whatAnotherProcessRotatedIsSeenAtTheNextUse() {
    KeyRing server = ring();
    byte[] old = server.keys("log").getFirst().secret();
    byte[] fresh = ring().rotate("log").secret();
    assertThat(server.keys("log").stream().map(KeyRing.Key::secret)).containsExactly(fresh, old);
  }

  private Path key(String name) {
    return data.resolve("keys").resolve(name);
  }
}
