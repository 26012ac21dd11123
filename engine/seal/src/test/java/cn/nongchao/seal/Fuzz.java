package cn.nongchao.seal;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Seeded mutations of good input. {@code -Dfuzz.seconds} says how long each fuzz test runs (5 where
 * it is not said), {@code -Dfuzz.mutations} how many altered codes a mutation test tries (200,000),
 * {@code -Dfuzz.seed} with which seed (that of the day the format was set).
 */
public final class Fuzz {
  private static final int LONGEST = 1 << 12;

  /** Bytes that mean something at the edges of CBOR, zlib and numbers. */
  private static final byte[] TELLING = {
    0,
    1,
    0x17,
    0x18,
    0x1b,
    0x1f,
    0x3b,
    0x40,
    0x5b,
    0x5f,
    0x7f,
    (byte) 0x80,
    (byte) 0x9b,
    (byte) 0x9f,
    (byte) 0xa0,
    (byte) 0xbb,
    (byte) 0xbf,
    (byte) 0xd2,
    (byte) 0xdb,
    (byte) 0xf6,
    (byte) 0xf9,
    (byte) 0xfb,
    (byte) 0xff,
    0x78
  };

  private Fuzz() {}

  public static long seed() {
    return Long.getLong("fuzz.seed", 20261122L);
  }

  public static int mutations() {
    return Integer.getInteger("fuzz.mutations", 200_000);
  }

  /** What is fed with altered input. */
  @FunctionalInterface
  public interface Target {
    void feed(byte[] input) throws Exception;
  }

  /**
   * Feeds alterations of the seeds, and alterations of those, until the time is over. Anything
   * thrown fails the test, with the input in hexadecimal.
   */
  public static void run(String name, List<byte[]> seeds, Target target) {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 5L) * 1_000_000_000L;
    Random random = new Random(seed());
    long fed = 0;
    while (System.nanoTime() < end) {
      byte[] input = seeds.get(random.nextInt(seeds.size()));
      for (int times = 1 + random.nextInt(6); times > 0; times--) {
        input = altered(input, seeds, random);
      }
      try {
        target.feed(input);
      } catch (Throwable e) {
        String hex = java.util.HexFormat.of().formatHex(input);
        throw new AssertionError(name + " let " + e + " escape for " + hex, e);
      }
      fed++;
    }
    System.out.printf("fuzz %s: %d inputs, only refusals%n", name, fed);
  }

  /** One alteration: a bit, a byte, something put in, taken out, doubled, moved or cut off. */
  public static byte[] altered(byte[] input, List<byte[]> others, Random random) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    byte[] copy = input.clone();
    int at = random.nextInt(copy.length);
    switch (random.nextInt(9)) {
      case 0, 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> copy[at] = (byte) random.nextInt(256);
      case 3 -> copy[at] = TELLING[random.nextInt(TELLING.length)];
      case 4 -> {
        return joined(copy, at, new byte[] {TELLING[random.nextInt(TELLING.length)]}, at);
      }
      case 5 -> {
        return joined(copy, at, new byte[0], Math.min(copy.length, at + 1 + random.nextInt(8)));
      }
      case 6 -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(Math.min(64, other.length - from) + 1);
        return joined(copy, at, Arrays.copyOfRange(other, from, to), at);
      }
      case 7 -> {
        int other = random.nextInt(copy.length);
        byte kept = copy[at];
        copy[at] = copy[other];
        copy[other] = kept;
      }
      default -> {
        return Arrays.copyOf(copy, at);
      }
    }
    return copy;
  }

  private static byte[] joined(byte[] base, int until, byte[] middle, int from) {
    byte[] out = new byte[until + middle.length + base.length - from];
    System.arraycopy(base, 0, out, 0, until);
    System.arraycopy(middle, 0, out, until, middle.length);
    System.arraycopy(base, from, out, until + middle.length, base.length - from);
    return out.length > LONGEST ? Arrays.copyOf(out, LONGEST) : out;
  }
}
