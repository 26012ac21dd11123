package cn.nongchao.notify;

import cn.nongchao.platform.Shortened;

/** What became of a letter. */
sealed interface Delivery {

  /** Whoever it was for has it. */
  record Taken() implements Delivery {}

  /**
   * Nobody has it.
   *
   * @param why for an administrator; without address or secret
   * @param isForGood whether another try would end alike
   */
  record Failed(String why, boolean isForGood) implements Delivery {
    public Failed {
      why = Shortened.shown(why.replaceAll("\\p{Cntrl}+", " "), 200);
    }
  }

  static Delivery taken() {
    return new Taken();
  }

  static Delivery failed(String why) {
    return new Failed(why, false);
  }

  static Delivery failedForGood(String why) {
    return new Failed(why, true);
  }
}
