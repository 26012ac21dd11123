package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account.Proven;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.people.access.SecondFactor.Begin;
import cn.nongchao.people.access.SecondFactor.Code;
import cn.nongchao.people.access.SecondFactor.FirstCode;
import cn.nongchao.people.access.SecondFactor.Passed;
import cn.nongchao.people.access.SecondFactor.RecoveryCodes;
import cn.nongchao.people.access.SecondFactor.Setup;
import cn.nongchao.people.access.SessionCookie;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.web.SmallWrite;

/** What somebody does with their own second factor. */
@Doors
class SecondFactorWrites {

  private static final String PAGE = "/account/second-factor";
  private static final String API = "POST /api/v1" + PAGE;
  private static final String COUNTED = " Wrong codes are counted: 429 says how long to wait.";

  private final SecondFactor secondFactor;
  private final SignIn signIn;

  SecondFactorWrites(SecondFactor secondFactor, SignIn signIn) {
    this.secondFactor = secondFactor;
    this.signIn = signIn;
  }

  @SmallWrite
  @Write(
      name = "second-factor-given",
      zh = "继续",
      en = "Go on",
      page = "/account/code",
      to = "/",
      api = "POST /api/v1/account/code",
      over = Over.OWN,
      inPerson = true,
      about =
          "The code of the second factor, after the password; the session goes on under a new"
              + " cookie."
              + COUNTED,
      doneZh = "已登录",
      doneEn = "You are signed in")
  Outcome<Nothing> give(Code code, Passed passed, Viewer viewer) {
    return signIn.goOn(viewer, passed).map(SecondFactorWrites::goneOn);
  }

  static Nothing goneOn(String token) {
    SessionCookie.renew(token);
    return new Nothing();
  }

  @Write(
      name = "second-factor-begun",
      zh = "开始设置",
      en = "Begin to set up an authenticator",
      page = PAGE + "/begin",
      back = PAGE,
      api = API + "/begin",
      over = Over.OWN,
      inPerson = true,
      about = "Makes a key; it counts once a code of it was confirmed.",
      doneZh = "请用验证器扫描二维码，再输入动态码",
      doneEn = "Scan the code with your device, then type what it shows")
  Outcome<Setup> begin(Begin begin, Proven proven, Viewer viewer) {
    return secondFactor.begin(viewer, proven);
  }

  @Write(
      name = "second-factor-confirmed",
      zh = "启用",
      en = "Turn it on",
      page = PAGE + "/confirm",
      back = PAGE,
      api = API + "/confirm",
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about =
          "Answers ten recovery codes, shown this once. Other sessions and all tokens end."
              + COUNTED)
  Outcome<RecoveryCodes> confirm(FirstCode code, Passed passed, Viewer viewer) {
    return secondFactor.confirm(viewer, passed);
  }

  @Write(
      name = "recovery-codes-made",
      zh = "换一组恢复码",
      en = "Make new recovery codes",
      page = PAGE + "/recovery-codes",
      back = PAGE,
      api = API + "/recovery-codes",
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about = "Those before no longer work." + COUNTED)
  Outcome<RecoveryCodes> codes(Code code, Passed passed, Viewer viewer) {
    return secondFactor.renewCodes(viewer, passed);
  }

  @Write(
      name = "second-factor-ended",
      zh = "停用验证器",
      en = "Turn the authenticator off",
      page = PAGE + "/end",
      to = PAGE,
      back = PAGE,
      api = API + "/end",
      over = Over.OWN,
      inPerson = true,
      about = "Of whom it is required, another has to be set up before anything else." + COUNTED,
      doneZh = "验证器已停用",
      doneEn = "The authenticator is off")
  Outcome<Nothing> end(Code code, Passed passed, Viewer viewer) {
    return secondFactor.end(viewer, passed).map(done -> new Nothing());
  }
}
