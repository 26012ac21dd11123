package cn.nongchao.proof.web;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.QrSvg;
import cn.nongchao.proof.Ratings.Rating;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.status.Status;
import java.util.List;
import java.util.UUID;

/**
 * A code as the officer shows it and the office keeps it.
 *
 * @param qr the drawing, safe to put into a page as it is
 * @param correction id a correction would have, so that it is made once
 * @param typed the reason as typed, kept after a refusal
 */
public record ActPage(
    IssuedCode code,
    String qr,
    List<String> licences,
    long scanned,
    List<Rating> ratings,
    boolean changeable,
    UUID correction,
    List<Refusal> refusals,
    String typed) {

  public ActPage {
    licences = List.copyOf(licences);
    ratings = List.copyOf(ratings);
    refusals = List.copyOf(refusals);
  }

  static ActPage of(
      IssuedCode code,
      long scanned,
      List<Rating> ratings,
      boolean mayChange,
      List<Refusal> refusals,
      String typed) {
    boolean open = code.status() == Status.VALID || code.status() == Status.SUSPENDED;
    return new ActPage(
        code,
        QrSvg.of(code.link(), code.spoken()),
        ActCode.read(code.link()).orThrow().claims().officers(),
        scanned,
        ratings,
        mayChange && open,
        Ids.next(),
        refusals,
        typed);
  }

  public boolean suspended() {
    return code.status() == Status.SUSPENDED;
  }

  public List<Fact> facts() {
    return code.facts();
  }
}
