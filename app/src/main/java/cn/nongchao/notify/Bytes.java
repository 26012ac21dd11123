package cn.nongchao.notify;

import cn.nongchao.platform.Shortened;
import java.nio.charset.StandardCharsets;

/** Text by the bytes it has on a wire. */
final class Bytes {

  private Bytes() {}

  /** As much of it as fits, whole characters alone. */
  static String first(String text, int most) {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > most) {
      cut = Shortened.first(cut, Math.min(cut.length() - 1, Math.max(1, cut.length() * 9 / 10)));
    }
    return cut;
  }
}
