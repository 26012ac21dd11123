package cn.nongchao.loop;

/**
 * Lets whoever reported see some evidence, with an account or by a pass. A module whose loops are
 * reported offers one as a bean; it shows only the evidence of steps meant for them.
 */
public interface PublicEvidence {

  /** Whether a reporter who may read the loop may see this file of it, beside their own. */
  boolean isForReporter(LoopId loop, Evidence evidence);

  /**
   * @param pass the request's {@code pass} parameter, made for whoever proved to have reported
   */
  boolean shows(LoopId loop, Evidence evidence, String pass);
}
