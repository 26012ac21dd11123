package cn.nongchao.proof;

import cn.nongchao.launch.StartRefused;

/** A line of the setting {@code nongchao.log.witnesses} that names no witness. */
final class WitnessUnreadable extends StartRefused {

  private static final long serialVersionUID = 1L;

  WitnessUnreadable(String line) {
    super(
        "nongchao.log.witnesses 的每一项应为“地址 见证人公钥”（公钥类型 0x04），而不是：" + line,
        "each nongchao.log.witnesses is an address, a space and a witness's key (type 0x04), not: "
            + line);
  }
}
