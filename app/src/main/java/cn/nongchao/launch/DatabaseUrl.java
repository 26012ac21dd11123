package cn.nongchao.launch;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to sign in to it.
 *
 * @param jdbc JDBC URL without user and password, so it may be shown and logged
 * @param username may be empty, then the driver's own default applies
 * @param password may be empty
 */
record DatabaseUrl(String jdbc, String username, String password) {

  private static final int OLDEST = 150000;

  /** Reads {@code postgres://user:password@host:port/name?…} or {@code jdbc:postgresql://…}. */
  static DatabaseUrl parse(String text) throws CannotStart {
    try {
      boolean jdbc = text.startsWith("jdbc:");
      URI uri = URI.create(jdbc ? text.substring("jdbc:".length()) : text);
      String scheme = String.valueOf(uri.getScheme());
      if (!scheme.equals("postgresql") && !(scheme.equals("postgres") && !jdbc)) {
        throw unreadable(text);
      }
      if (uri.getRawAuthority() == null || uri.getPath().length() < 2) {
        throw unreadable(text);
      }
      return read(uri);
    } catch (IllegalArgumentException e) {
      throw unreadable(text);
    }
  }

  private static DatabaseUrl read(URI uri) {
    String authority = uri.getRawAuthority();
    String user = "";
    String password = orEmpty(System.getenv("PGPASSWORD"));
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String[] words = authority.substring(0, at).split(":", 2);
      user = decoded(words[0]);
      password = words.length > 1 ? decoded(words[1]) : password;
    }
    List<String> rest = new ArrayList<>();
    for (String pair : orEmpty(uri.getRawQuery()).split("&")) {
      if (pair.startsWith("user=")) {
        user = decoded(pair.substring("user=".length()));
      } else if (pair.startsWith("password=")) {
        password = decoded(pair.substring("password=".length()));
      } else if (!pair.isEmpty()) {
        rest.add(pair);
      }
    }
    String query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
    String place = authority.substring(at + 1) + uri.getRawPath() + query;
    return new DatabaseUrl("jdbc:postgresql://" + place, user, password);
  }

  private static String decoded(String word) {
    return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static CannotStart unreadable(String text) {
    String shown = text.replaceAll("//[^@/]*@", "//…@").replaceAll("password=[^&]*", "password=…");
    return CannotStart.because(
        "--db-url 无法识别：%s。应为 postgres://用户:密码@主机:端口/数据库名 或 jdbc:postgresql://主机/数据库名。",
        "--db-url is not understood: %s. Expected postgres://user:password@host:port/name"
            + " or jdbc:postgresql://host/name.",
        shown);
  }

  Connection connect() throws SQLException {
    return username.isEmpty()
        ? DriverManager.getConnection(jdbc)
        : DriverManager.getConnection(jdbc, username, password);
  }

  /** Refuses a server that is too old, cannot be written, or may lose what it confirmed. */
  void check() throws CannotStart {
    Map<String, String> settings = new HashMap<>();
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "select name, setting from pg_settings where name in ('server_version_num',"
                    + " 'server_version', 'fsync', 'synchronous_commit', 'full_page_writes',"
                    + " 'transaction_read_only', 'server_encoding')")) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException e) {
      throw CannotStart.because(
              "无法连接数据库 %s：%s",
              "Cannot connect to the database %s: %s", jdbc, String.valueOf(e.getMessage()))
          .after(e);
    }
    refuse(settings);
  }

  private void refuse(Map<String, String> settings) throws CannotStart {
    if (Integer.parseInt(settings.getOrDefault("server_version_num", "0")) < OLDEST) {
      String version = String.valueOf(settings.get("server_version"));
      throw CannotStart.because(
          "%s 是 PostgreSQL %s；弄潮需要 15 或更高版本。",
          "%s is PostgreSQL %s; version 15 or later is needed.", jdbc, version);
    }
    for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if ("off".equals(settings.get(name))) {
        throw CannotStart.because(
            "数据库 %s 的设置 %s 为 off：断电时已确认的数据可能丢失。请改为 on 后再启动。",
            "The database %s has %s off: a power cut could lose what was confirmed."
                + " Switch it on, then start again.",
            jdbc,
            name);
      }
    }
    if ("on".equals(settings.get("transaction_read_only"))) {
      throw CannotStart.because(
          "数据库 %s 为只读（备用服务器？）。请连接主服务器。",
          "The database %s is read-only (a standby?). Use the primary.", jdbc);
    }
    if (!"UTF8".equals(settings.get("server_encoding"))) {
      throw CannotStart.because(
          "数据库 %s 的编码不是 UTF8。请用 CREATE DATABASE … ENCODING 'UTF8' 建库。",
          "The database %s is not encoded in UTF8. Create it with ENCODING 'UTF8'.", jdbc);
    }
  }
}
