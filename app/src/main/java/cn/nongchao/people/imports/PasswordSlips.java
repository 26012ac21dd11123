package cn.nongchao.people.imports;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.PasswordReset.Made;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * First passwords of people who came with a file: made for those who have an account and never had
 * a password, shown once, to be changed on the first sign-in.
 */
@Component
public class PasswordSlips {

  /** So many at once: each is hashed slowly, as passwords are. */
  static final int MOST = 60;

  /** A slip for somebody. */
  public record Slip(String name, String unit, String login, String password) {}

  /**
   * @param address where they sign in
   * @param left how many have no password yet and are made the next time
   */
  public record Slips(List<Slip> slips, String address, int left) {
    public Slips {
      slips = List.copyOf(slips);
    }
  }

  private record Waiting(UUID id, String name, String unit, String login) {}

  private static final Refusal NOT_YET =
      Refusal.of("not-confirmed", "请先确认导入", "confirm the import first");

  private static final Refusal NONE =
      Refusal.of(
          "nobody-waits",
          "这次导入的人员都没有等待初始密码的账号",
          "nobody of this import has an account that waits for a first password");

  private final Imports imports;
  private final PasswordReset passwords;
  private final JdbcClient jdbc;
  private final PublicAddress address;

  PasswordSlips(Imports imports, PasswordReset passwords, JdbcClient jdbc, PublicAddress address) {
    this.imports = imports;
    this.passwords = passwords;
    this.jdbc = jdbc;
    this.address = address;
  }

  /** How many of those a file made have an account and no password yet. */
  public int waiting(Preview preview) {
    return preview.confirmed() == null ? 0 : all(preview).size();
  }

  private List<Waiting> all(Preview preview) {
    return jdbc.sql(
            "select p.id, p.name, coalesce(o.name, '') as unit, p.login from people.persons p"
                + " left join people.organisations o on o.id = p.organisation"
                + " where p.id = any(?) and p.active and p.login is not null"
                + " and p.password_hash is null order by unit, p.name, p.id")
        .param(preview.good().stream().map(Item::id).toArray(UUID[]::new))
        .query(Waiting.class)
        .list();
  }

  /** Makes them for those next in turn. */
  public Outcome<Slips> make(UUID id, Scope scope) {
    Preview preview = scope.by() == null ? null : imports.find(id, scope.by()).orElse(null);
    if (preview == null) return Outcome.refused(Imports.UNKNOWN);
    if (preview.confirmed() == null) return Outcome.refused(NOT_YET);
    List<Waiting> all = all(preview);
    List<Slip> slips = new ArrayList<>();
    for (Waiting one : all.subList(0, Math.min(MOST, all.size()))) {
      // Somebody who was given more since is no longer theirs to give a password to.
      if (passwords.reset(new PersonId(one.id()), scope) instanceof Outcome.Done<Made>(Made made)) {
        slips.add(new Slip(one.name(), one.unit(), one.login(), made.password()));
      }
    }
    return slips.isEmpty()
        ? Outcome.refused(NONE)
        : Outcome.done(
            new Slips(slips, address.now() + "/sign-in", Math.max(0, all.size() - MOST)));
  }
}
