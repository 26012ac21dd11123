package cn.nongchao.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Changes bytes the ways a forger, a bad disk or a careless copy does. */
public final class Mutations {
  /** Bytes that mean something: in the text of notes and JSON, and at the edges of CBOR. */
  private static final byte[] TELLING =
      ("0123456789\"\\\n +/=-{}[]"
              + "\0\u0001\u0017\u0018\u001b\u001f;@A[_\u007f\u0080\u0081\u009b\u009f\u00a0\u00a1"
              + "\u00bb\u00bf\u00d2\u00d8\u00f6\u00f9\u00fb\u00ffx")
          .getBytes(StandardCharsets.ISO_8859_1);

  private final Random random;

  /** What is done with changes of one's own. */
  public interface Work {
    long on(Mutations mutations, long count);
  }

  /** So many shares, whatever the number of processors: the same seed gives the same changes. */
  private static final int SHARES = 32;

  /** Does so much in all, shared out over the processors, and adds up what comes of it. */
  public static long shared(long seed, long count, Work work) {
    return LongStream.range(0, SHARES)
        .parallel()
        .map(share -> {
          long mine = count / SHARES + (share < count % SHARES ? 1 : 0);
          return work.on(new Mutations(seed * SHARES + share), mine);
        })
        .sum();
  }

  public Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** For what is changed in other ways than these. */
  public Random random() {
    return random;
  }

  /** A copy that differs, made from one of the samples by one to four changes. */
  public byte[] of(List<byte[]> samples) {
    byte[] sample = samples.get(random.nextInt(samples.size()));
    byte[] out;
    do {
      out = sample;
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        out = once(out, samples);
      }
    } while (Arrays.equals(out, sample));
    return out;
  }

  private byte[] once(byte[] in, List<byte[]> samples) {
    if (in.length < 2) {
      return new byte[] {(byte) random.nextInt(), (byte) random.nextInt()};
    }
    int at = random.nextInt(in.length);
    int length = 1 + random.nextInt(Math.min(64, in.length - at));
    return switch (random.nextInt(9)) {
      case 0 -> flip(in, at, 1 << random.nextInt(8));
      case 1 -> flip(in, at, random.nextInt(256));
      case 2 -> splice(in, at, length, new byte[0]);
      case 3 -> splice(in, at, 0, random(1 + random.nextInt(8)));
      case 4 -> splice(in, at, 0, Arrays.copyOfRange(in, at, at + length));
      case 5 -> Arrays.copyOf(in, at);
      case 6 -> cross(in, at, samples.get(random.nextInt(samples.size())));
      case 7 -> splice(in, at, 1, new byte[] {TELLING[random.nextInt(TELLING.length)]});
      default -> swap(in, at, random.nextInt(in.length));
    };
  }

  private static byte[] flip(byte[] in, int at, int bits) {
    byte[] out = in.clone();
    out[at] ^= (byte) bits;
    return out;
  }

  private static byte[] swap(byte[] in, int a, int b) {
    byte[] out = in.clone();
    out[a] = in[b];
    out[b] = in[a];
    return out;
  }

  /** The head of one sample and the tail of another. */
  private static byte[] cross(byte[] in, int at, byte[] other) {
    return splice(
        in,
        at,
        in.length - at,
        Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] splice(byte[] in, int at, int removed, byte[] added) {
    byte[] out = new byte[in.length - removed + added.length];
    System.arraycopy(in, 0, out, 0, at);
    System.arraycopy(added, 0, out, at, added.length);
    System.arraycopy(in, at + removed, out, at + added.length, in.length - at - removed);
    return out;
  }
}
