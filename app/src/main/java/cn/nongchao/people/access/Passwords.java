package cn.nongchao.people.access;

import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sets passwords. Rules as NIST SP 800-63B §3.1.1.2: length and no common word, no composition. */
@Component
public class Passwords {

  static final int SHORTEST = 10;
  static final int LONGEST = 128;

  /** Without 0, O, 1, l and I: read aloud and copied by hand. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "0123456789",
          "9876543210",
          "0987654321",
          "1111111111",
          "8888888888",
          "6666666666",
          "12345678910",
          "1q2w3e4r5t",
          "qwertyuiop",
          "asdfghjkl1",
          "password12",
          "password123",
          "password1234",
          "admin12345",
          "administrator",
          "woaini1314",
          "woaini520",
          "a123456789",
          "123456789a",
          "abc1234567",
          "abcd123456",
          "qwer123456",
          "iloveyou12",
          "5201314520",
          "1qaz2wsx3edc",
          "zaq12wsxcde");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Hashing hashing;
  private final WaysIn waysIn;
  private final Ledger ledger;

  Passwords(JdbcClient jdbc, Hashing hashing, WaysIn waysIn, Ledger ledger) {
    this.jdbc = jdbc;
    this.hashing = hashing;
    this.waysIn = waysIn;
    this.ledger = ledger;
  }

  /** What is wrong with a new password for this account; empty where nothing is. */
  static List<Refusal> examine(String password, String login) {
    List<Refusal> wrong = new ArrayList<>();
    if (password.length() < SHORTEST) {
      wrong.add(
          Refusal.field(
              "password",
              "新密码至少 " + SHORTEST + " 位",
              "a password has at least " + SHORTEST + " characters"));
    }
    if (password.length() > LONGEST) {
      wrong.add(
          Refusal.field(
              "password",
              "新密码最多 " + LONGEST + " 位",
              "a password has at most " + LONGEST + " characters"));
    }
    String small = password.toLowerCase(Locale.ROOT);
    boolean isCommon = COMMON.contains(small) || password.chars().distinct().count() < 4;
    if (isCommon || (!login.isEmpty() && small.contains(login.toLowerCase(Locale.ROOT)))) {
      wrong.add(
          Refusal.field(
              "password",
              "新密码太容易猜到：不要用账号、常见密码或重复的字符",
              "too easily guessed: no account name, common password or repeated character"));
    }
    return wrong;
  }

  /** Sets a password without asking for the old one; all sessions and tokens end. */
  public void set(PersonId person, String password) {
    write(person, password, false);
    waysIn.close(person);
  }

  /**
   * Changes a password that was proven to be known.
   *
   * @param old the hash it was proven by: whoever changed it since then has the word
   * @param kept hash of the session that stays; every other, and every token, ends
   * @return false where it is no longer the password
   */
  boolean change(PersonId person, String old, String password, String kept) {
    String hash = hashing.encode(password);
    int changed =
        ledger.change(
            PeopleTables.PERSONS,
            person,
            () ->
                jdbc.sql(
                        "update people.persons set password_hash = ?, must_change_password = false"
                            + " where id = ? and password_hash = ?")
                    .params(hash, person.value(), old)
                    .update());
    if (changed == 1) waysIn.closeAllBut(person, kept);
    return changed == 1;
  }

  /**
   * Sets a random password, to be changed on the first sign-in, and returns it; the person's
   * sessions and tokens end.
   */
  public String reset(PersonId person) {
    String password = random(LETTERS, 14);
    write(person, password, true);
    waysIn.close(person);
    return password;
  }

  /** The same with one that was chosen for them. */
  void first(PersonId person, String password) {
    write(person, password, true);
    waysIn.close(person);
  }

  private void write(PersonId person, String password, boolean mustChange) {
    String hash = hashing.encode(password);
    ledger.change(
        PeopleTables.PERSONS,
        person,
        () ->
            jdbc.sql(
                    "update people.persons set password_hash = ?, must_change_password = ?"
                        + " where id = ?")
                .params(hash, mustChange, person.value())
                .update());
  }

  static String random(String letters, int length) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < length; i++)
      password.append(letters.charAt(RANDOM.nextInt(letters.length())));
    return password.toString();
  }
}
