package cn.nongchao.verifier;

import cn.nongchao.seal.Reason;

/** Something needed for a check could not be had, so nothing can be said either way. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  Unreadable(String zh, String en) {
    super(en, null, false, false);
    this.reason = new Reason(zh, en);
  }

  Reason reason() {
    return reason;
  }
}
