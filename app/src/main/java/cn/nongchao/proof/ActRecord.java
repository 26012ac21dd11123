package cn.nongchao.proof;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act of administration that is to carry a code.
 *
 * @param act id of the act
 * @param kind a row of {@code proof.act_kinds}
 * @param entry the loop entry it was recorded in, written in the same transaction
 * @param subject the firm's unified social credit code; empty where it concerns a person, whose
 *     identity stays out of the code altogether
 * @param licences numbers of the law-enforcement licences of the officers who acted
 * @param unit whose act it is; null for that which has the loop, of a notice for none
 */
public record ActRecord(
    UUID act,
    String kind,
    LoopId loop,
    UUID entry,
    DivisionCode division,
    String subject,
    List<String> licences,
    List<Fact> facts,
    @Nullable OrganisationId unit) {

  /**
   * The kind of act that asks somebody to do something and decides nothing: whoever has its loop is
   * whom it is for, not whose it is.
   */
  public static final String NOTICE = "notice";

  /** Of the unit that has the loop. */
  public ActRecord(
      UUID act,
      String kind,
      LoopId loop,
      UUID entry,
      DivisionCode division,
      String subject,
      List<String> licences,
      List<Fact> facts) {
    this(act, kind, loop, entry, division, subject, licences, facts, null);
  }

  public ActRecord {
    if (act.equals(entry)) {
      throw new IllegalArgumentException("act and entry are sealed both, under ids of their own");
    }
    licences = List.copyOf(licences);
    facts = List.copyOf(facts);
  }
}
