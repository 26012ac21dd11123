package cn.nongchao.people.access;

import cn.nongchao.RunningApp;
import cn.nongchao.platform.Ids;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions begun without a password, which takes its time to check, for tests of many people. */
public final class SessionsOf {

  private SessionsOf() {}

  /** A new session's token, for the cookie. */
  public static String person(UUID id) {
    String token = Sessions.newToken();
    RunningApp.bean(JdbcClient.class)
        .sql(
            "insert into people.sessions (id, token_hash, person, begun_at, expires_at, user_agent,"
                + " address) values (?, ?, ?, now(), now() + interval '12 h', 'test', '127.0.0.1')")
        .params(Ids.next(), Sessions.hash(token), id)
        .update();
    return token;
  }
}
