package cn.nongchao.proof;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** How grave what supervision is told is; the graver stands before the less grave, unseen. */
public enum Gravity implements Titled {

  /** Said by the public, one by one, without an account: anybody can cause any number of them. */
  @Words(zh = "群众反映", en = "said by the public")
  VOICE,

  /** Noticed by the system of one thing: it failed, or people behave unlike themselves. */
  @Words(zh = "异常", en = "odd")
  ODD,

  /** The system's own word that what it proves may be proved no more. No stranger can cause it. */
  @Words(zh = "严重", en = "grave")
  GRAVE
}
