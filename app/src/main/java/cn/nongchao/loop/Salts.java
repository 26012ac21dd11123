package cn.nongchao.loop;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random bytes kept beside each entry, so that the public log's hash of it cannot be guessed from
 * its few facts. Drawn from the system many at a time, since each asking costs as much as a hundred
 * bytes do.
 */
final class Salts {

  private static final int SIZE = 32;
  private static final int DRAWN = 128;

  private final SecureRandom random = new SecureRandom();
  private final byte[] drawn = new byte[SIZE * DRAWN];
  private int used = drawn.length;

  /** 32 bytes, never given twice. */
  synchronized byte[] next() {
    if (used == drawn.length) {
      random.nextBytes(drawn);
      used = 0;
    }
    byte[] salt = Arrays.copyOfRange(drawn, used, used + SIZE);
    Arrays.fill(drawn, used, used + SIZE, (byte) 0);
    used += SIZE;
    return salt;
  }
}
