package cn.nongchao.proof;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of the log does not hold together. Nothing more is signed until a person looked.
 */
final class LogBroken extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  LogBroken(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
