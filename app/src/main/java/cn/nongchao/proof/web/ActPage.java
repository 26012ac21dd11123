package cn.nongchao.proof.web;

import cn.nongchao.platform.QrSvg;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings.Rating;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.status.Status;
import java.util.List;

/**
 * A code as the officer shows it and the office keeps it.
 *
 * @param qr the drawing, safe to put into a page as it is
 */
public record ActPage(
    IssuedCode code, String qr, List<String> licences, long scanned, List<Rating> ratings) {

  public ActPage {
    licences = List.copyOf(licences);
    ratings = List.copyOf(ratings);
  }

  static ActPage of(IssuedCode code, long scanned, List<Rating> ratings) {
    return new ActPage(
        code,
        QrSvg.of(code.link(), code.spoken()),
        ActCode.read(code.link()).orThrow().claims().officers(),
        scanned,
        ratings);
  }

  /** Whether anything may still become of it. */
  public boolean open() {
    return code.status() == Status.VALID || code.status() == Status.SUSPENDED;
  }

  /** What the person concerned may read, on the officer's phone and on paper. */
  public List<Fact> shown() {
    return code.facts().stream()
        .filter(fact -> Fact.Audience.SUBJECT.mayRead(fact.audience()))
        .toList();
  }

  /** What stays inside. */
  public List<Fact> internal() {
    return code.facts().stream()
        .filter(fact -> !Fact.Audience.SUBJECT.mayRead(fact.audience()))
        .toList();
  }
}
