package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries as a log serves them: each led by its length in two bytes, high byte first.
 *
 * <p>Source: c2sp.org/tlog-tiles, section Log entries.
 */
public final class EntryBundle {
  /** Longest entry, in bytes. */
  public static final int MAX_ENTRY = 0xffff;

  /** Longest bundle, in bytes. */
  public static final int MAX_BYTES = TileId.FULL * (MAX_ENTRY + 2);

  private EntryBundle() {}

  public static byte[] encode(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TileId.FULL) {
      throw new IllegalArgumentException("a bundle holds 1 to 256 entries, not " + entries.size());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY) {
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * Reads a bundle of 1 to 256 entries, refusing bytes left over.
   *
   * @return the entries, not copied from a shared array
   */
  public static List<byte[]> decode(byte[] bundle) throws Malformed {
    if (bundle.length == 0 || bundle.length > MAX_BYTES) {
      throw bad();
    }
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      if (bundle.length - at < 2 || entries.size() == TileId.FULL) {
        throw bad();
      }
      int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
      at += 2;
      if (length > bundle.length - at) {
        throw bad();
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    return entries;
  }

  private static Malformed bad() {
    return Malformed.of("条目包写法不正确", "an entry bundle is malformed");
  }
}
