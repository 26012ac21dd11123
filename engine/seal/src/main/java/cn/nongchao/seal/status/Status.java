package cn.nongchao.seal.status;

import cn.nongchao.seal.Reason;

/** What has become of an act since its code was issued; the number is its two bits in the list. */
public enum Status {
  VALID(0, "有效", "valid"),
  REVOKED(1, "已撤销", "revoked"),
  SUSPENDED(2, "暂停，待查", "suspended, being looked into"),
  CORRECTED(3, "已更正，另有新码", "corrected by a later act"),
  /** The list says nothing about the act. */
  UNKNOWN(-1, "名单未载明", "not in the list");

  private final int bits;
  private final Reason meaning;

  Status(int bits, String zh, String en) {
    this.bits = bits;
    this.meaning = new Reason(zh, en);
  }

  int bits() {
    return bits;
  }

  /** In words. */
  public Reason meaning() {
    return meaning;
  }

  static Status ofBits(int bits) {
    return values()[bits];
  }
}
