package cn.nongchao.people.access;

import cn.nongchao.RunningApp;
import cn.nongchao.people.PersonalData;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody's authenticator shows, for tests. */
public final class CodesOf {

  private CodesOf() {}

  /** The code of now, or so many steps beside it. */
  public static String person(UUID id, long off) {
    return Totp.code(key(id), Totp.stepAt(Instant.now()) + off);
  }

  /** As if some minutes had passed: codes of these minutes are taken once more. */
  public static void areFreshAgain(UUID id) {
    RunningApp.bean(JdbcClient.class)
        .sql("update people.second_factors set last_step = 0 where person = ?")
        .param(id)
        .update();
  }

  static byte[] key(UUID id) {
    byte[] sealed =
        RunningApp.bean(JdbcClient.class)
            .sql("select secret from people.second_factors where person = ?")
            .param(id)
            .query(byte[].class)
            .single();
    return Base64.getDecoder().decode(RunningApp.bean(PersonalData.class).open(sealed));
  }
}
