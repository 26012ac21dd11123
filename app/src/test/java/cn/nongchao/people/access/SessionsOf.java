package cn.nongchao.people.access;

import cn.nongchao.RunningApp;
import cn.nongchao.people.PersonId;
import java.util.UUID;

/** Sessions begun without a password, which takes its time to check, for tests of many people. */
public final class SessionsOf {

  private SessionsOf() {}

  /** A new session's token, for the cookie. */
  public static String person(UUID id) {
    return RunningApp.bean(Sessions.class)
        .begin(new PersonId(id), new SignIn.From("127.0.0.1", "test"));
  }
}
