package cn.nongchao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.multipart.MultipartException;

/** Which failure of disk and database is which; whatever is not listed is a surprise of ours. */
class OutageTest {

  @Test
  void theStateOfPostgresqlDecides() {
    check("53100", Outage.NO_ROOM);
    check("53000", Outage.BUSY);
    check("53200", Outage.BUSY);
    check("53300", Outage.BUSY);
    check("57014", Outage.BUSY);
    check("25006", Outage.READ_ONLY);
    check("57P01", Outage.AWAY);
    check("57P02", Outage.AWAY);
    check("57P03", Outage.AWAY);
    check("08001", Outage.AWAY);
    check("08006", Outage.AWAY);
    check("23505", null);
    check("22P02", null);
    check("42601", null);
    check(null, null);
  }

  private static void check(@Nullable String state, @Nullable Outage expected) {
    assertThat(Outage.of(new SQLException("failed", state))).as(state).isEqualTo(expected);
  }

  @Test
  void aDiskSaysItsFullInTheWordsOfTheSystem() {
    IOException english = new FileSystemException("a.part", null, "No space left on device");
    assertThat(Outage.of(new MultipartException("parts", english))).isEqualTo(Outage.NO_ROOM);
    IOException chinese = new FileSystemException("a.part", null, "设备上没有空间");
    assertThat(Outage.of(new UncheckedIOException(chinese))).isEqualTo(Outage.NO_ROOM);
    assertThat(Outage.of(new IOException("Disk quota exceeded"))).isEqualTo(Outage.NO_ROOM);
    assertThat(Outage.of(new IOException("Broken pipe"))).isNull();
  }

  /** What wraps it knows less. */
  @Test
  void theInmostCauseThatSaysSomethingDecides() {
    SQLException refused = new SQLException("refused", "08001");
    assertThat(Outage.of(new CannotCreateTransactionException("none", refused)))
        .isEqualTo(Outage.AWAY);
    assertThat(Outage.of(new CannotCreateTransactionException("none"))).isEqualTo(Outage.BUSY);
    assertThat(Outage.of(new QueryTimeoutException("long"))).isEqualTo(Outage.BUSY);
    assertThat(Outage.of(new DataIntegrityViolationException("ours"))).isNull();
    assertThat(Outage.of(null)).isNull();
  }
}
