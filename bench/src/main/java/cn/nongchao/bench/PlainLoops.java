package cn.nongchao.bench;

import cn.nongchao.platform.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The least that plain JDBC can do: for each step one transaction that changes a row and adds one,
 * in one statement and one round trip. No rules, no rights, no deadlines, no reading: what is left
 * is the price of a durable commit, which nobody can go below.
 */
final class PlainLoops implements Contender {

  private static final String[] STAGES = {
    "reported", "accepted", "dispatched", "handled", "closed"
  };
  private static final String OPEN =
      "with l as (insert into plain.loops (id, stage, version) values (?, 'opened', 1)"
          + " returning id) insert into plain.entries (id, loop, version, stage, at, note)"
          + " select ?, id, 1, 'opened', now(), ? from l";
  private static final String MOVE =
      "with l as (update plain.loops set stage = ?, version = version + 1"
          + " where id = ? and version = ? returning id, version)"
          + " insert into plain.entries (id, loop, version, stage, at, note)"
          + " select ?, id, version, ?, now(), ? from l";

  private final HikariDataSource pool;

  PlainLoops(HikariDataSource pool) throws SQLException {
    this.pool = pool;
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create schema if not exists plain");
      sql.execute(
          "create table if not exists plain.loops"
              + " (id uuid primary key, stage text not null, version int not null)");
      sql.execute(
          "create table if not exists plain.entries (id uuid primary key, loop uuid not null,"
              + " version int not null, stage text not null, at timestamptz not null,"
              + " note text not null, unique (loop, version))");
    }
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public void closeOne(int thread) throws SQLException {
    UUID loop = Ids.next();
    run(OPEN, loop, loop, "opened");
    for (int i = 0; i < STAGES.length; i++) {
      run(MOVE, STAGES[i], loop, i + 1, Ids.next(), STAGES[i], "step " + i);
    }
  }

  private void run(String sql, Object... params) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < params.length; i++) statement.setObject(i + 1, params[i]);
      if (statement.executeUpdate() != 1) throw new SQLException("nothing was written");
    }
  }

  @Override
  public long closed() throws SQLException {
    return Count.of(
        pool, "select count(*) from plain.loops where stage = 'closed' and version = 6");
  }

  @Override
  public void close() {
    pool.close();
  }
}
