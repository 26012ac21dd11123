package cn.nongchao.proof.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuerWish;

/** Which organ answers for codes. */
@Doors
class IssuerWrites {

  private final Codes codes;

  IssuerWrites(Codes codes) {
    this.codes = codes;
  }

  /** By the code of its place. */
  record Issuing(String issuer) {}

  @Write(
      name = "issuer-set",
      zh = "由这个机关签发",
      en = "Let this organ sign",
      page = "/start/issuer",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/codes/issuer",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      inPerson = true,
      about =
          "From now on. A key of its own is made for it; what organs before it signed stays"
              + " genuine. The same again changes nothing.",
      doneZh = "签发机关已设置",
      doneEn = "This organ signs from now on")
  Outcome<Issuing> follow(IssuerWish wish, Viewer viewer) {
    return codes.follow(wish.place().value(), wish.name(), viewer).map(Issuing::new);
  }
}
