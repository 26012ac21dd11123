package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account.Proven;
import cn.nongchao.people.access.Browser;
import cn.nongchao.people.access.PasskeyOptions;
import cn.nongchao.people.access.Passkeys;
import cn.nongchao.people.access.Passkeys.Answered;
import cn.nongchao.people.access.Passkeys.Made;
import cn.nongchao.people.access.Passkeys.NewPasskey;
import cn.nongchao.people.access.Passkeys.Removal;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.people.access.SecondFactor.Passed;
import cn.nongchao.people.access.SecondFactor.RecoveryCodes;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Outcome;
import java.util.UUID;

/** What somebody does with their passkeys; the page's script stands between two steps of each. */
@Doors
class PasskeyWrites {

  private static final String FACTOR = "/account/second-factor";
  private static final String PAGE = FACTOR + "/passkeys";
  private static final String API = "POST /api/v1" + PAGE;
  private static final String CODE = "/account/code";
  private static final String ANSWER =
      " `answer` is the credential as JSON (WebAuthn level 3, section 5.1.8), as text.";

  private final Passkeys passkeys;
  private final SecondFactor secondFactor;
  private final SignIn signIn;

  PasskeyWrites(Passkeys passkeys, SecondFactor secondFactor, SignIn signIn) {
    this.passkeys = passkeys;
    this.secondFactor = secondFactor;
    this.signIn = signIn;
  }

  @Write(
      name = "passkey-begun",
      zh = "添加通行密钥",
      en = "Add a passkey",
      api = API + "/begin",
      over = Over.OWN,
      inPerson = true,
      about =
          "Answers what a browser hands to its authenticator (WebAuthn level 3, section 5.1.9);"
              + " good for five minutes, for this session, once.")
  Outcome<PasskeyOptions.Creation> begin(
      NewPasskey wanted, Proven proven, Browser browser, Viewer viewer) {
    return passkeys.begin(viewer, wanted, proven, browser);
  }

  @Write(
      name = "passkey-added",
      zh = "登记通行密钥",
      en = "Keep the passkey",
      page = PAGE,
      back = FACTOR,
      api = API,
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about =
          "What the authenticator said."
              + ANSWER
              + " With the first second factor ten recovery codes are made, shown this once, and"
              + " other sessions and all tokens end.")
  Outcome<RecoveryCodes> add(Answered answered, Made made, Viewer viewer) {
    return passkeys.add(viewer, made);
  }

  @Write(
      name = "passkey-removed",
      zh = "删除通行密钥",
      en = "Remove the passkey",
      page = PAGE + "/{id}/remove",
      back = PAGE + "/{id}",
      to = FACTOR,
      api = API + "/{id}/remove",
      over = Over.OWN,
      inPerson = true,
      about = "With the present password. Every session but this one ends.",
      doneZh = "通行密钥已删除，其他登录已退出",
      doneEn = "The passkey is removed; other sessions have ended")
  Outcome<Nothing> remove(Removal removal, UUID id, Proven proven, Viewer viewer) {
    return passkeys.remove(viewer, id, proven).map(done -> new Nothing());
  }

  @Write(
      name = "passkey-asked",
      zh = "请求通行密钥",
      en = "Ask for a passkey after the password",
      api = "POST /api/v1" + CODE + "/passkey/options",
      over = Over.OWN,
      inPerson = true,
      about =
          "Answers what a browser hands to its authenticator (WebAuthn level 3, section 5.1.10).")
  Outcome<PasskeyOptions.Request> ask(Browser browser, Viewer viewer) {
    return passkeys.ask(viewer, browser);
  }

  @Write(
      name = "passkey-given",
      zh = "用通行密钥继续",
      en = "Go on with a passkey",
      page = CODE + "/passkey",
      back = CODE,
      to = "/",
      api = "POST /api/v1" + CODE + "/passkey",
      over = Over.OWN,
      inPerson = true,
      about =
          "The second factor, after the password; the session goes on under a new cookie." + ANSWER,
      doneZh = "已登录",
      doneEn = "You are signed in")
  Outcome<Nothing> give(Answered answered, Passed passed, Viewer viewer) {
    return signIn.goOn(viewer, passed).map(SecondFactorWrites::goneOn);
  }

  @Write(
      name = "recovery-codes-made-by-passkey",
      zh = "用通行密钥换一组恢复码",
      en = "Make new recovery codes with a passkey",
      page = FACTOR + "/recovery-codes/passkey",
      back = FACTOR,
      api = "POST /api/v1" + FACTOR + "/recovery-codes/passkey",
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about = "Those before no longer work." + ANSWER)
  Outcome<RecoveryCodes> codes(Answered answered, Passed passed, Viewer viewer) {
    return secondFactor.renewCodes(viewer, passed);
  }

  @Write(
      name = "passkey-asked-at-door",
      zh = "用通行密钥登录",
      en = "Ask for a passkey to sign in with",
      api = "POST /api/v1/sign-in/passkey/options",
      over = Over.PUBLIC,
      about =
          "For the script of the page of signing in: answers what it hands to the authenticator.")
  Outcome<PasskeyOptions.Request> askAtDoor(Browser browser) {
    return passkeys.askAtDoor(browser);
  }
}
