package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a tile or an entry bundle lies.
 *
 * <p>Source: c2sp.org/tlog-tiles: {@code tile/<L>/<N>[.p/<W>]} and {@code
 * tile/entries/<N>[.p/<W>]}, N in groups of three digits, all but the last led by {@code x}.
 *
 * @param level 0 to 7 for hashes (a height of 8 each, so 7 reaches any size), {@link #ENTRIES} for
 *     a bundle of entries
 * @param index from 0
 * @param width how many hashes or entries, 1 to 256; 256 is a full one
 */
public record TileId(int level, long index, int width) {
  /** Hashes in a full tile. */
  public static final int FULL = 256;

  /** Height of a tile in levels of the tree. */
  public static final int HEIGHT = 8;

  /** The level that stands for entry bundles. */
  public static final int ENTRIES = -1;

  /** The highest level with hashes of a tree below 2^63 leaves. */
  public static final int MAX_LEVEL = 7;

  private static final int MAX_PATH = 64;

  public TileId {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile: " + level + ", " + index + ", " + width);
    }
  }

  /** The bundle of entries that lies beside this tile of level 0. */
  public static TileId entries(long index, int width) {
    return new TileId(ENTRIES, index, width);
  }

  public boolean full() {
    return width == FULL;
  }

  /** The full tile at the same place. */
  public TileId whole() {
    return new TileId(level, index, FULL);
  }

  /** How many hashes the tile {@code index} at {@code level} has in a tree of {@code size}. */
  public static int widthAt(int level, long index, long size) {
    long hashes = hashesAt(level, size) - (index << HEIGHT);
    return (int) Math.clamp(hashes, 0, FULL);
  }

  /** How many hashes level {@code level} has in a tree of {@code size} leaves. */
  public static long hashesAt(int level, long size) {
    int height = Math.max(level, 0) * HEIGHT;
    return size >> height;
  }

  /** The partial tiles on the right edge of a tree of that size, lowest level first. */
  public static List<TileId> edge(long size) {
    List<TileId> edge = new ArrayList<>();
    for (int level = 0; level <= MAX_LEVEL && hashesAt(level, size) > 0; level++) {
      long hashes = hashesAt(level, size);
      int width = (int) (hashes % FULL);
      if (width > 0) {
        edge.add(new TileId(level, hashes / FULL, width));
      }
    }
    return edge;
  }

  /** The path below the log's address, without a leading slash. */
  public String path() {
    StringBuilder groups = new StringBuilder(group(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      groups.insert(0, "x" + group(rest % 1000) + "/");
    }
    String where = level == ENTRIES ? "entries" : Integer.toString(level);
    return "tile/" + where + "/" + groups + (full() ? "" : ".p/" + width);
  }

  private static String group(long number) {
    String digits = Long.toString(number);
    return "0".repeat(3 - digits.length()) + digits;
  }

  /** Reads a path; every tile has exactly one. */
  public static TileId parse(String path) throws Malformed {
    String[] parts = path.split("/", -1);
    if (path.length() > MAX_PATH || parts.length < 3 || !parts[0].equals("tile")) {
      throw bad();
    }
    long level = parts[1].equals("entries") ? ENTRIES : Decimal.parse(parts[1]);
    int last = parts.length - 1;
    long width = FULL;
    if (last > 2 && parts[last - 1].endsWith(".p")) {
      width = Decimal.parse(parts[last]);
      last--;
      parts[last] = parts[last].substring(0, parts[last].length() - 2);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 2; i <= last; i++) {
      digits.append(i < last && parts[i].startsWith("x") ? parts[i].substring(1) : parts[i]);
    }
    String number = digits.toString().replaceFirst("^0+(?=.)", "");
    long index = Decimal.parse(number);
    if (level > MAX_LEVEL || width < 1 || width > FULL) {
      throw bad();
    }
    TileId tile = new TileId((int) level, index, (int) width);
    if (!tile.path().equals(path)) {
      throw bad();
    }
    return tile;
  }

  private static Malformed bad() {
    return Malformed.of("不是瓦片路径", "not the path of a tile");
  }
}
