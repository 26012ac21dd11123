package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sealed comes back with the key alone, and not when a single bit was changed. */
class PersonalDataTest {

  private static final String NUMBER = "11010519491231002X";

  private final PersonalData data = new PersonalData(key(1));

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void whatIsSealedComesBack() {
    for (String text : new String[] {"", NUMBER, "弄潮", "x".repeat(100_000)}) {
      assertThat(data.open(data.seal(text))).isEqualTo(text);
    }
  }

  @Test
  void theSameTextIsSealedDifferentlyEachTime() {
    byte[] sealed = data.seal(NUMBER);
    assertThat(sealed).isNotEqualTo(data.seal(NUMBER));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1949");
  }

  @Test
  void anyChangedBitIsNoticed() {
    byte[] sealed = data.seal(NUMBER);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> data.open(changed)).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> data.open(new byte[0])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> data.open(Arrays.copyOf(sealed, sealed.length - 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherKeyOpensNothingAndDigestsDifferently() {
    PersonalData other = new PersonalData(key(2));
    assertThatThrownBy(() -> other.open(data.seal(NUMBER)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(other.digest(NUMBER)).isNotEqualTo(data.digest(NUMBER));
    assertThat(new PersonalData(key(1)).digest(NUMBER)).isEqualTo(data.digest(NUMBER));
  }

  @Test
  void theKeyIsMadeOnceForItsOwnerOnly(@TempDir Path dir) throws IOException {
    byte[] first = PersonalKey.from("", dir);
    Path file = dir.resolve(PersonalKey.FILE);
    assertThat(PersonalKey.from("", dir)).isEqualTo(first).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theEnvironmentsKeyComesFirst(@TempDir Path dir) {
    String given = Base64.getEncoder().encodeToString(key(7));
    assertThat(PersonalKey.from(given, dir)).isEqualTo(key(7));
    assertThat(dir.resolve(PersonalKey.FILE)).doesNotExist();
    assertThatThrownBy(() -> PersonalKey.from("c2hvcnQ=", dir)).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> PersonalKey.from("not base64!", dir)).hasMessageContaining("base64");
  }

  @Test
  void aDatabaseKnowsTheKeyItWasWrittenUnder() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.empty().dataSource());
    jdbc.sql("create schema people").update();
    jdbc.sql("create table people.key_check (single boolean primary key, digest bytea not null)")
        .update();
    PersonalKey.check(jdbc, data.digest("弄潮"));
    PersonalKey.check(jdbc, data.digest("弄潮"));
    assertThatThrownBy(() -> PersonalKey.check(jdbc, new PersonalData(key(2)).digest("弄潮")))
        .hasMessageContaining("Restore the former");
  }
}
