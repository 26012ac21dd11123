package cn.nongchao.platform.web;

import java.util.regex.Pattern;

/** Where a link may send somebody on: to an address of ours, written in one way only. */
public final class OwnPath {

  /**
   * Parts that begin with a letter, digit or underscore: no empty one, which would name another
   * host ({@code //evil.example}), and none of dots, behind which one may hide ({@code
   * /.//evil.example}).
   */
  private static final Pattern OURS = Pattern.compile("(/\\w[\\w.-]*)*/?");

  private static final int LONGEST = 500;

  private OwnPath() {}

  /** The path where it is one of ours, else the front page. */
  public static String or(String back) {
    boolean ours = back.length() <= LONGEST && OURS.matcher(back).matches();
    return ours && !back.isEmpty() ? back : "/";
  }
}
