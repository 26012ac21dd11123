package cn.nongchao.proof.web;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.AddressWish;
import cn.nongchao.proof.Trial;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/** Where codes lead, and a trial that is begun again. */
@Doors
class AddressWrites {

  private final Trial trial;
  private final Audit audit;

  AddressWrites(Trial trial, Audit audit) {
    this.audit = audit;
    this.trial = trial;
  }

  /** As it holds then. */
  record Reached(String address) implements Told {
    @Override
    public Text told() {
      return Text.of("公开地址已设为 " + address, "People come by " + address + " from now on");
    }
  }

  @Write(
      name = "address-set",
      zh = "使用这个地址",
      en = "Let people come by this address",
      page = "/start/address",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/address",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      inPerson = true,
      sureZh = "二维码从此指向这个地址，试用到此结束；之后请用这个地址登录。通行密钥属于网址，换网址后要重新登记：先确认有动态码或恢复码。",
      sureEn =
          "QR codes lead here from now on, and a trial ends. Sign in by this address afterwards."
              + " Passkeys belong to an address and are added anew: have an authenticator or"
              + " recovery codes at hand.",
      about =
          "The first one ends the trial and names the log. Those before are kept: codes printed"
              + " under them stay genuine. The same again changes nothing. 422 not-now where it is"
              + " given at the start.")
  Outcome<Reached> settle(AddressWish wish, Viewer viewer) {
    String fresh = wish.bare();
    return trial
        .settle(fresh)
        .map(before -> {
          if (!before.equals(fresh)) {
            audit.record("address-set", viewer.id(), fresh, Map.of("before", before));
          }
          return new Reached(fresh);
        });
  }

  /** Asked a second time, so that nothing goes by a slip. */
  record Confirmed(
      @Field(
              zh = "请输入“重新开始”四个字",
              en = "Type “begin again”",
              hintZh = "确认清空试用期间的码和日志",
              hintEn = "To confirm that the trial's codes and log go")
          @NotBlank
          @Size(max = 20)
          String words)
      implements Checked {
    @Override
    public List<Refusal> unfit() {
      String typed = words.strip();
      boolean same = typed.equals("重新开始") || typed.equalsIgnoreCase("begin again");
      return same
          ? List.of()
          : List.of(Refusal.field("words", "请输入“重新开始”", "type “begin again” to confirm"));
    }
  }

  /** What went. */
  record Begun(long codes, long leaves) implements Told {
    @Override
    public Text told() {
      return Text.of(
          "试用已重新开始：清除了 " + codes + " 个码，日志从头封存",
          "The trial is begun again: " + codes + " codes are gone, the log is sealed anew");
    }
  }

  @Write(
      name = "trial-begun-again",
      zh = "清空试用的码和日志，重新开始",
      en = "Begin the trial's codes and log again",
      page = "/start/trial",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/address/begin-again",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      inPerson = true,
      sureZh = "试用期间签发的码全部作废，凭证不再能核验；事件、人员等记录不动。",
      sureEn =
          "All codes issued so far are void and receipts can no longer be checked; events, people"
              + " and other records stay.",
      about =
          "Only while no public address is set. Codes with their scans and ratings go, their keys"
              + " too; what is entered stays and is sealed into a new log.")
  Outcome<Begun> again(Confirmed confirmed, Viewer viewer) {
    return trial
        .beginAgain()
        .map(went -> {
          String codes = Long.toString(went.codes());
          audit.record("trial-begun-again", viewer.id(), "log", Map.of("codes", codes));
          return new Begun(went.codes(), went.leaves());
        });
  }
}
