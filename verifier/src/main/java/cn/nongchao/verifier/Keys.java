package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Utf8;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.TrustedLog;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Keys given on the command line: as text, or as a file with one on each line. */
final class Keys {
  private static final int MAX_FILE = 1_000_000;

  private Keys() {}

  /** The text itself, or the contents of the file it names. */
  static String textOrFile(String given) throws Unreadable {
    try {
      if (given.length() < 1024 && Files.isRegularFile(Fetch.path(given))) {
        return Utf8.decode(new Fetch().read(given, MAX_FILE));
      }
    } catch (Malformed e) {
      throw new Unreadable("公钥文件不是文字：" + given, "no text file: " + given);
    } catch (IllegalArgumentException e) {
      // no file name, so it is the text itself
    }
    return given;
  }

  /** Keys of logs and witnesses; empty lines and lines beginning with # are passed over. */
  static TrustedLog read(List<String> given, String origin, int quorum) throws Unreadable {
    List<VerifierKey> keys = new ArrayList<>();
    for (String each : given) {
      for (String line : textOrFile(each).lines().map(String::strip).toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          keys.add(parse(line));
        }
      }
    }
    try {
      return TrustedLog.of(origin, keys).withQuorum(quorum);
    } catch (Malformed e) {
      throw unusable(e);
    }
  }

  private static VerifierKey parse(String line) throws Unreadable {
    try {
      return VerifierKey.parse(line);
    } catch (Malformed e) {
      throw unusable(e);
    }
  }

  private static Unreadable unusable(Malformed e) {
    return new Unreadable(
        "--key 不可用：" + e.reason().zh(), "--key cannot be used: " + e.reason().en());
  }
}
