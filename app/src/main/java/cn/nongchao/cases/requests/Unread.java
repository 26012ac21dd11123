package cn.nongchao.cases.requests;

import cn.nongchao.platform.Text;
import java.io.IOException;
import org.apache.commons.csv.CSVException;

/** Why a file of requests is read no further, for whoever sent it. */
final class Unread extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Text why;

  Unread(String zh, String en) {
    super(en);
    this.why = Text.of(zh, en);
  }

  Text why() {
    return why;
  }

  /**
   * What is said of any failure to read: never the name of a class.
   *
   * @param row the one it was at
   */
  static Text of(Exception failure, long row) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unread unread) return unread.why();
      if (cause instanceof CSVException) {
        return Text.of(
            "第 " + row + " 行的引号不对：引号不成对，或引号之后还有别的字",
            "the quotes do not pair up in row " + row + ", or words follow a closing one");
      }
    }
    return Text.of(
        "第 " + row + " 行起读不下去，文件不完整或不是 CSV", "from row " + row + " on it is no whole CSV file");
  }
}
