package cn.nongchao.loop;

/**
 * Lets whoever reported see some evidence, with an account or by a tracking code. A module whose
 * loops are reported offers one as a bean; it shows only the evidence of steps meant for them.
 */
public interface PublicEvidence {

  /** Whether a reporter who may read the loop may see this file of it, beside their own. */
  boolean isForReporter(LoopId loop, Evidence evidence);

  /**
   * @param code the request's {@code code} parameter, such as a tracking code
   */
  boolean shows(LoopId loop, Evidence evidence, String code);
}
