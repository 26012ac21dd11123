package cn.nongchao.seal.text;

import cn.nongchao.seal.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The zlib format (RFC 1950), with a bound on what may come out. */
public final class Inflate {
  private static final int PIECE = 8192;

  private Inflate() {}

  /**
   * Inflates one whole zlib stream.
   *
   * @param most largest result in bytes; a stream that gives more is refused without holding it
   */
  public static Outcome<byte[]> zlib(byte[] in, int most) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, 4 * in.length + 64));
      byte[] piece = new byte[PIECE];
      while (!inflater.finished()) {
        int got = inflater.inflate(piece);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return Outcome.refuse("压缩数据不完整。", "The compressed data ends too early.");
        }
        if (out.size() + got > most) {
          return Outcome.refuse("解压后数据过大。", "The compressed data grows too large.");
        }
        out.write(piece, 0, got);
      }
      if (inflater.getRemaining() != 0) {
        return Outcome.refuse("压缩数据之后还有多余内容。", "There are bytes left after the compressed data.");
      }
      return Outcome.of(out.toByteArray());
    } catch (DataFormatException e) {
      return Outcome.refuse("压缩数据已损坏。", "The compressed data is damaged.");
    } finally {
      inflater.end();
    }
  }

  /**
   * Deflates at the highest level. The bytes may differ between versions of zlib; what they inflate
   * to does not.
   */
  public static byte[] deflate(byte[] in) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(in);
      deflater.finish();
      byte[] out = new byte[in.length + in.length / 1000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        if (length == out.length) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        length += deflater.deflate(out, length, out.length - length);
      }
      return Arrays.copyOf(out, length);
    } finally {
      deflater.end();
    }
  }
}
