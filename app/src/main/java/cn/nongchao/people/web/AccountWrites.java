package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.AdministratorOffice;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What somebody does with their own account; each takes the person and no machine's token. */
@Doors
class AccountWrites {

  private static final String API = "POST /api/v1/account";

  private final Account account;
  private final Tokens tokens;
  private final AdministratorOffice office;

  AccountWrites(Account account, Tokens tokens, AdministratorOffice office) {
    this.office = office;
    this.account = account;
    this.tokens = tokens;
  }

  @Write(
      name = "password-changed",
      zh = "修改密码",
      en = "Change your password",
      page = "/account/password",
      to = "/account",
      api = API + "/password",
      over = Over.OWN,
      inPerson = true,
      about =
          "With the present one. Every session but this one ends, and every token. Sent twice, the"
              + " second is refused: `old` is then no longer right. Wrong ones are counted: 429"
              + " says how long to wait.",
      doneZh = "密码已修改，其他登录已退出，接口令牌已失效",
      doneEn = "The password is changed; other sessions and all tokens have ended")
  Outcome<Nothing> password(Account.PasswordChange change, Account.Proven proven, Viewer viewer) {
    return account.changePassword(viewer, change, proven).map(done -> new Nothing());
  }

  /** What was handed over. */
  record Handed(String name, LocalDate from) implements Told {
    @Override
    public Text told() {
      return Text.of(
          "管理员职务自 " + from + " 起移交给 " + name + "，您的管理员授权同时结束",
          name + " administers from " + from + " on; your own office ends then");
    }
  }

  @Write(
      name = "office-handed-over",
      zh = "移交管理员职务",
      en = "Hand over the office of an administrator",
      page = "/account/office",
      back = "/account",
      to = "/account",
      api = API + "/office",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.OWN,
      inPerson = true,
      sureZh = "接任人得到您的全部管理员授权，您的同时结束，不能自己收回。要求第二重验证的，接任人登录时须先设置。",
      sureEn =
          "They get all your grants as an administrator and yours end then; you cannot take them"
              + " back. Where a second factor is required, they set one up as they sign in.",
      about =
          "All lasting grants of the role go to the person with this account from a day on, and end"
              + " for yourself then. Takes the present password. Sent again, nothing is left to"
              + " hand over.")
  Outcome<Handed> handOver(
      AdministratorOffice.HandingOver wish, Account.Proven proven, Viewer viewer) {
    if (proven.hash().isEmpty()) return Outcome.refused(NOT_PROVEN);
    return office.handOver(wish, viewer).map(done -> new Handed(done.name(), done.from()));
  }

  private static final Refusal NOT_PROVEN =
      Refusal.field("old", "请填写现在的密码", "the present password is needed");

  @Write(
      name = "sessions-ended",
      zh = "退出其他全部",
      en = "End all others",
      page = "/account/sessions/end-others",
      back = "/account",
      api = API + "/sessions/end-others",
      over = Over.OWN,
      inPerson = true,
      about = "Ends every session but this one; answers the sessions that are left.",
      doneZh = "其他登录已全部退出",
      doneEn = "All other sessions have ended")
  Outcome<List<Account.Session>> endOthers(Viewer viewer) {
    account.endOtherSessions(viewer);
    return Outcome.done(account.sessions(viewer));
  }

  @Write(
      name = "session-ended",
      zh = "退出",
      en = "End the session",
      page = "/account/sessions/{id}/end",
      back = "/account",
      api = API + "/sessions/{id}/end",
      over = Over.OWN,
      inPerson = true,
      about = "Answers the sessions that are left; ended before, nothing changes.",
      doneZh = "该登录已退出",
      doneEn = "That session has ended")
  Outcome<List<Account.Session>> end(String id, Viewer viewer) {
    UUID session = Ids.read(id);
    if (session == null) {
      return Outcome.refused(Refusal.field("id", "不是登录的编号", "no session's id"));
    }
    account.endSession(viewer, session);
    return Outcome.done(account.sessions(viewer));
  }

  @Write(
      name = "token-made",
      zh = "创建令牌",
      en = "Make a token",
      page = "/account/tokens",
      api = API + "/tokens",
      makes = "/api/v1/account/tokens",
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about =
          "By it a machine acts for you. Sent twice with one id, it is made once; the second answer"
              + " is 409, since the secret is shown with the first only.")
  Outcome<Tokens.MadeToken> make(Tokens.NewToken token, Viewer viewer) {
    return tokens.create(viewer, token);
  }

  @Write(
      name = "token-revoked",
      zh = "撤销",
      en = "Revoke the token",
      page = "/account/tokens/{id}/revoke",
      back = "/account/tokens",
      api = API + "/tokens/{id}/revoke",
      over = Over.OWN,
      inPerson = true,
      about = "It stops working at once; revoked before, it stays as it is.",
      doneZh = "令牌已撤销，立即失效",
      doneEn = "The token is revoked and no longer works")
  Outcome<Tokens.Token> revoke(UUID id, Viewer viewer) {
    return tokens.revoke(viewer, id);
  }
}
