package cn.nongchao.proof;

import java.nio.file.Path;

/** The key file cannot be opened or written; nothing is signed until that is mended. */
final class KeysUnusable extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  KeysUnusable(Path file, Exception cause) {
    super(
        "cannot use the keys in "
            + file
            + ": "
            + cause.getMessage()
            + " (is NONGCHAO_KEY_PASSWORD the one the file was made with?)",
        cause);
  }
}
