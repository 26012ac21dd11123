package cn.nongchao.seal.cbor;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One CBOR data item (RFC 8949 section 2). Integers are those that fit a signed 64-bit number. */
public sealed interface Cbor {

  /** The simple value null. */
  Cbor NULL = new Simple(22);

  /** An integer, major types 0 and 1. */
  record Int(long value) implements Cbor {}

  /** A byte string; the array is not copied, and must not be changed once given. */
  @SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are written below
  record Bytes(byte[] value) implements Cbor {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes(byte[] theirs) && Arrays.equals(value, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + value.length + "]";
    }
  }

  /** A text string. */
  record Text(String value) implements Cbor {}

  /** An array. */
  record Items(List<Cbor> values) implements Cbor {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A map; two maps with the same pairs in another order are equal. */
  record Fields(Map<Cbor, Cbor> values) implements Cbor {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value under an integer key, or null if there is none. */
    public @Nullable Cbor get(long key) {
      return values.get(new Int(key));
    }

    /** The value under a text key, or null if there is none. */
    public @Nullable Cbor get(String key) {
      return values.get(new Text(key));
    }
  }

  /** A tagged item. */
  record Tagged(long tag, Cbor item) implements Cbor {}

  /** A simple value: 20 false, 21 true, 22 null, 23 undefined, others unassigned. */
  record Simple(int number) implements Cbor {}

  /** A floating-point number of any width. */
  record Real(double value) implements Cbor {}

  static Cbor of(long value) {
    return new Int(value);
  }

  static Cbor of(String value) {
    return new Text(value);
  }

  static Cbor of(byte[] value) {
    return new Bytes(value);
  }

  static Cbor items(Cbor... values) {
    return new Items(List.of(values));
  }
}
