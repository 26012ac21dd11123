package cn.nongchao.seal.cbor;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR. What is read is one data item and nothing after it; duplicate map keys and broken
 * UTF-8 are always refused.
 */
public final class CborReader {
  private static final int BREAK = 0xff;
  private static final int INDEFINITE = 31;

  private final byte[] in;
  private final Limits limits;
  private final boolean deterministic;
  private int at;
  private int items;

  private CborReader(byte[] in, Limits limits, boolean deterministic) {
    this.in = in;
    this.limits = limits;
    this.deterministic = deterministic;
  }

  /**
   * Reads the one encoding RFC 8949 section 4.2.1 leaves for a value: shortest numbers, definite
   * lengths, sorted keys. Floating point and simple values other than false, true and null are
   * refused too, so {@link CborWriter} gives back exactly the bytes that were read.
   */
  public static Outcome<Cbor> deterministic(byte[] in, Limits limits) {
    return new CborReader(in, limits, true).whole();
  }

  /** Reads any well-formed and valid encoding, as other issuers write them. */
  public static Outcome<Cbor> wellFormed(byte[] in, Limits limits) {
    return new CborReader(in, limits, false).whole();
  }

  private Outcome<Cbor> whole() {
    if (in.length > limits.bytes()) {
      return Outcome.refuse("数据过长，无法读取。", "The data is too long to be read.");
    }
    try {
      Cbor item = item(0);
      if (at != in.length) {
        throw new Malformed("数据之后还有多余内容。", "There are bytes left after the data.");
      }
      return Outcome.of(item);
    } catch (Malformed e) {
      return Outcome.refuse(e.reason);
    }
  }

  private Cbor item(int depth) throws Malformed {
    if (depth > limits.depth()) {
      throw new Malformed("数据嵌套过深。", "The data is nested too deeply.");
    }
    if (++items > limits.items()) {
      throw new Malformed("数据项过多。", "The data has too many items.");
    }
    int head = next();
    int major = head >>> 5;
    int info = head & 31;
    return switch (major) {
      case 0 -> new Cbor.Int(argument(info));
      case 1 -> new Cbor.Int(-1 - argument(info));
      case 2 -> new Cbor.Bytes(string(major, info));
      case 3 -> text(info);
      case 4 -> array(info, depth);
      case 5 -> map(info, depth);
      case 6 -> new Cbor.Tagged(argument(info), item(depth + 1));
      default -> simple(info);
    };
  }

  private int next() throws Malformed {
    if (at >= in.length) {
      throw cutShort();
    }
    return in[at++] & 0xff;
  }

  private long number(int bytes) throws Malformed {
    if (in.length - at < bytes) {
      throw cutShort();
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (in[at++] & 0xff);
    }
    return value;
  }

  private long argument(int info) throws Malformed {
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw new Malformed("数据格式错误。", "The data is not well-formed CBOR.");
    }
    int bytes = 1 << (info - 24);
    long value = number(bytes);
    if (value < 0) {
      throw new Malformed("数字过大。", "A number is too large.");
    }
    long leastForWidth = bytes == 1 ? 24 : 1L << (bytes * 4);
    if (deterministic && value < leastForWidth) {
      throw notDeterministic();
    }
    return value;
  }

  private int length(int info) throws Malformed {
    long length = argument(info);
    if (length > in.length - at) {
      throw cutShort();
    }
    return (int) length;
  }

  private byte[] string(int major, int info) throws Malformed {
    if (info != INDEFINITE) {
      int length = length(info);
      at += length;
      return Arrays.copyOfRange(in, at - length, at);
    }
    refuseIndefinite();
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int head = next(); head != BREAK; head = next()) {
      if (head >>> 5 != major || (head & 31) == INDEFINITE || ++items > limits.items()) {
        throw new Malformed("数据格式错误。", "A string in pieces is not well-formed.");
      }
      byte[] chunk = string(major, head & 31);
      if (major == 3) {
        decoded(chunk); // each piece must be valid by itself
      }
      chunks.writeBytes(chunk);
    }
    return chunks.toByteArray();
  }

  private Cbor text(int info) throws Malformed {
    return new Cbor.Text(decoded(string(3, info)));
  }

  private static String decoded(byte[] utf8) throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("文字编码错误。", "A text is not valid UTF-8.");
    }
  }

  private Cbor array(int info, int depth) throws Malformed {
    List<Cbor> values = new ArrayList<>();
    if (info == INDEFINITE) {
      refuseIndefinite();
      while (!atBreak()) {
        values.add(item(depth + 1));
      }
    } else {
      for (int left = length(info); left > 0; left--) {
        values.add(item(depth + 1));
      }
    }
    return new Cbor.Items(values);
  }

  private Cbor map(int info, int depth) throws Malformed {
    Map<Cbor, Cbor> values = new LinkedHashMap<>();
    byte[] before = null;
    if (info == INDEFINITE) {
      refuseIndefinite();
      while (!atBreak()) {
        before = pair(values, before, depth);
      }
    } else {
      for (int left = length(info); left > 0; left--) {
        before = pair(values, before, depth);
      }
    }
    return new Cbor.Fields(values);
  }

  /** Reads a key and its value; returns the key's bytes, for the order of the next. */
  private byte[] pair(Map<Cbor, Cbor> values, byte @Nullable [] before, int depth)
      throws Malformed {
    int start = at;
    Cbor key = item(depth + 1);
    byte[] written = Arrays.copyOfRange(in, start, at);
    if (deterministic && before != null && Arrays.compareUnsigned(before, written) >= 0) {
      throw notDeterministic();
    }
    if (values.put(key, item(depth + 1)) != null) {
      throw new Malformed("同一键出现两次。", "A key occurs twice.");
    }
    return written;
  }

  private boolean atBreak() throws Malformed {
    if (at < in.length && (in[at] & 0xff) == BREAK) {
      at++;
      return true;
    }
    if (at >= in.length) {
      throw cutShort();
    }
    return false;
  }

  private Cbor simple(int info) throws Malformed {
    if (info >= 20 && info <= 22) {
      return new Cbor.Simple(info);
    }
    if (deterministic) {
      throw notDeterministic();
    }
    return switch (info) {
      case 24 -> extendedSimple();
      case 25 -> new Cbor.Real(Float.float16ToFloat((short) number(2)));
      case 26 -> new Cbor.Real(Float.intBitsToFloat((int) number(4)));
      case 27 -> new Cbor.Real(Double.longBitsToDouble(number(8)));
      case 28, 29, 30, 31 -> throw new Malformed("数据格式错误。", "The data is not well-formed CBOR.");
      default -> new Cbor.Simple(info);
    };
  }

  private Cbor extendedSimple() throws Malformed {
    int value = next();
    if (value < 32) {
      throw new Malformed("数据格式错误。", "The data is not well-formed CBOR.");
    }
    return new Cbor.Simple(value);
  }

  private void refuseIndefinite() throws Malformed {
    if (deterministic) {
      throw notDeterministic();
    }
  }

  private static Malformed cutShort() {
    return new Malformed("数据不完整。", "The data ends too early.");
  }

  private static Malformed notDeterministic() {
    return new Malformed("数据未按唯一编码书写。", "The data is not in its one deterministic encoding.");
  }

  /** Leaves the recursion; never leaves this class. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reason reason;

    Malformed(String zh, String en) {
      super(en, null, false, false);
      reason = new Reason(zh, en);
    }
  }
}
