package cn.nongchao.loop;

/**
 * Lets somebody without an account see some evidence. A module that gives out tracking codes offers
 * one as a bean; it shows only the evidence of steps it marks as public.
 */
public interface PublicEvidence {

  /**
   * @param code the request's {@code code} parameter, such as a tracking code
   */
  boolean shows(LoopId loop, Evidence evidence, String code);
}
