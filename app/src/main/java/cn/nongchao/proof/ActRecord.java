package cn.nongchao.proof;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import java.util.List;
import java.util.UUID;

/**
 * An act of administration that is to carry a code.
 *
 * @param act id of the act
 * @param kind a row of {@code proof.act_kinds}
 * @param entry the loop entry it was recorded in, written in the same transaction
 * @param subject the firm's unified social credit code; empty where it concerns a person, whose
 *     identity stays out of the code altogether
 * @param licences numbers of the law-enforcement licences of the officers who acted
 */
public record ActRecord(
    UUID act,
    String kind,
    LoopId loop,
    UUID entry,
    DivisionCode division,
    String subject,
    List<String> licences,
    List<Fact> facts) {

  public ActRecord {
    if (act.equals(entry)) {
      throw new IllegalArgumentException("act and entry are sealed both, under ids of their own");
    }
    licences = List.copyOf(licences);
    facts = List.copyOf(facts);
  }
}
