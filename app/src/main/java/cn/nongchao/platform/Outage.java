package cn.nongchao.platform;

import cn.nongchao.launch.FullDisk;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What keeps us from doing what was asked though nothing is wrong with it, and what is said of it.
 * Here alone it is decided which failure of the disk or the database is which.
 */
public enum Outage {
  NO_ROOM(
      60,
      Refusal.of(
          "no-room",
          "服务器的磁盘空间已满，暂时不能保存；查阅不受影响，已保存的内容没有丢失。请稍后再提交",
          "the server's disk is full: nothing can be saved for now, reading goes on, nothing that"
              + " was saved is lost. Send it again later")),
  READ_ONLY(
      60,
      Refusal.of(
          "read-only",
          "数据库目前只读，暂时不能保存；查阅不受影响。请稍后再提交",
          "the database can only be read at present: nothing can be saved for now, reading goes"
              + " on. Send it again later")),
  AWAY(
      10,
      Refusal.of(
          "database-away",
          "数据库暂时无法使用，正在恢复；已保存的内容没有丢失。请稍后再试，刚才提交的请原样再提交一次",
          "the database cannot be used at present and is coming back; nothing that was saved is"
              + " lost. Try again shortly; what you were sending, send again as it is")),
  BUSY(
      10,
      Refusal.of(
          "busy",
          "系统繁忙，或所查范围过大；请稍后再试，或缩小范围",
          "busy, or what was asked for is too much: try again shortly, or ask for less"));

  private static final String DISK_FULL = "53100";

  /** Of class 53, insufficient resources, what passes; and a statement that had no time left. */
  private static final Set<String> PASSES = Set.of("53000", "53200", "53300", "53400", "57014");

  private static final String READ_ONLY_TRANSACTION = "25006";

  private final int seconds;
  private final Refusal refusal;

  Outage(int seconds, Refusal refusal) {
    this.seconds = seconds;
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  /** What is to be sent as {@code Retry-After}; null for the code of any other refusal. */
  public static @Nullable String later(String code) {
    for (Outage one : values()) {
      if (one.refusal.code().equals(code)) return Integer.toString(one.seconds);
    }
    return null;
  }

  /** Null where it is none: a surprise of ours. The inmost cause that says something decides. */
  public static @Nullable Outage of(@Nullable Throwable thrown) {
    Outage found = null;
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      Outage said = said(at);
      if (said != null) found = said;
    }
    return found;
  }

  private static @Nullable Outage said(Throwable thrown) {
    return switch (thrown) {
      case SQLException e -> said(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
      case IOException e -> FullDisk.isMeantBy(String.valueOf(e.getMessage())) ? NO_ROOM : null;
      case QueryTimeoutException e -> BUSY;
      case DataAccessResourceFailureException e -> BUSY;
      case CannotCreateTransactionException e -> BUSY;
      // The connection died within a transaction: undoing it failed too, which hides why.
      case TransactionSystemException e -> of(e.getApplicationException());
      default -> null;
    };
  }

  private static @Nullable Outage said(String state, String message) {
    if (state.equals(DISK_FULL) || FullDisk.isMeantBy(message)) return NO_ROOM;
    if (state.equals(READ_ONLY_TRANSACTION)) return READ_ONLY;
    if (PASSES.contains(state)) return BUSY;
    // Of class 57 only what the database was told or forced to do; 08 is the line to it.
    return state.startsWith("57P") || state.startsWith("08") ? AWAY : null;
  }
}
