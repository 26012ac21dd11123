package cn.nongchao.proof;

import cn.nongchao.launch.StartRefused;
import java.nio.file.Path;

/** The key file cannot be opened or written; nothing is signed until that is mended. */
final class KeysUnusable extends StartRefused {

  private static final long serialVersionUID = 1L;

  private KeysUnusable(String zh, String en) {
    super(zh, en);
  }

  static KeysUnusable because(Path file, Exception cause) {
    KeysUnusable unusable =
        new KeysUnusable(
            "密钥文件 " + file + " 不能用：" + cause.getMessage() + "（NONGCHAO_KEY_PASSWORD 是建立该文件时的密码吗？）",
            "cannot use the keys in "
                + file
                + ": "
                + cause.getMessage()
                + " (is NONGCHAO_KEY_PASSWORD the one the file was made with?)");
    unusable.initCause(cause);
    return unusable;
  }

  static KeysUnusable readByOthers(Path password) {
    return new KeysUnusable(
        "密码文件 " + password + " 可被他人读取。请执行 chmod 600 " + password + " ，并视同泄露：更换密码，轮换密钥。",
        "Others may read the password file "
            + password
            + ". Do chmod 600 "
            + password
            + " ; take it as known to others: change the password and rotate the keys.");
  }
}
