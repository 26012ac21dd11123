package cn.nongchao.seal.cbor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes CBOR in the deterministic encoding of RFC 8949 section 4.2.1. */
public final class CborWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  public static byte[] write(Cbor item) {
    CborWriter writer = new CborWriter();
    writer.item(item);
    return writer.out.toByteArray();
  }

  private void item(Cbor item) {
    switch (item) {
      case Cbor.Int(long value) -> {
        if (value >= 0) {
          head(0, value);
        } else {
          head(1, -1 - value);
        }
      }
      case Cbor.Bytes(byte[] value) -> {
        head(2, value.length);
        out.writeBytes(value);
      }
      case Cbor.Text(String value) -> {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(3, utf8.length);
        out.writeBytes(utf8);
      }
      case Cbor.Items items -> {
        head(4, items.values().size());
        items.values().forEach(this::item);
      }
      case Cbor.Fields fields -> fields(fields);
      case Cbor.Tagged(long tag, Cbor inner) -> {
        head(6, tag);
        item(inner);
      }
      case Cbor.Simple(int number) -> head(7, number);
      case Cbor.Real(double value) -> real(value);
    }
  }

  private void fields(Cbor.Fields fields) {
    Map<byte[], Cbor> sorted = new TreeMap<>(Arrays::compareUnsigned);
    fields.values().forEach((key, value) -> sorted.put(write(key), value));
    head(5, sorted.size());
    sorted.forEach((key, value) -> {
      out.writeBytes(key);
      item(value);
    });
  }

  private void head(int major, long argument) {
    int type = major << 5;
    if (argument < 24) {
      out.write(type | (int) argument);
    } else if (argument < 1L << 8) {
      number(type | 24, argument, 1);
    } else if (argument < 1L << 16) {
      number(type | 25, argument, 2);
    } else if (argument < 1L << 32) {
      number(type | 26, argument, 4);
    } else {
      number(type | 27, argument, 8);
    }
  }

  /** The shortest width that keeps the value (a NaN becomes the half-width quiet NaN). */
  private void real(double value) {
    float single = (float) value;
    if (Double.isNaN(value)) {
      number(0xf9, 0x7e00, 2);
    } else if (Double.compare(single, value) != 0) {
      number(0xfb, Double.doubleToRawLongBits(value), 8);
    } else if (Float.compare(Float.float16ToFloat(Float.floatToFloat16(single)), single) != 0) {
      number(0xfa, Float.floatToRawIntBits(single) & 0xffffffffL, 4);
    } else {
      number(0xf9, Float.floatToFloat16(single) & 0xffffL, 2);
    }
  }

  private void number(int head, long value, int bytes) {
    out.write(head);
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
