package cn.nongchao.platform.limit;

/** Does the work a limiter asks for, as a page's script does. */
public final class Worker {

  private Worker() {}

  public static String solve(String challenge) {
    StringBuilder numbers = new StringBuilder(challenge).append(':');
    for (int part = 0; part < Work.PARTS; part++) {
      int n = 0;
      while (Work.zeros(challenge, part, Integer.toHexString(n)) < Work.BITS) n++;
      if (part > 0) numbers.append('.');
      numbers.append(Integer.toHexString(n));
    }
    return numbers.toString();
  }
}
