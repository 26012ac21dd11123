package cn.nongchao.verifier;

import cn.nongchao.seal.Reason;

/** Which languages to print. */
enum Languages {
  ZH,
  EN,
  BOTH;

  String of(Reason words) {
    return switch (this) {
      case ZH -> words.zh();
      case EN -> words.en();
      case BOTH -> words.zh() + " · " + words.en();
    };
  }
}
