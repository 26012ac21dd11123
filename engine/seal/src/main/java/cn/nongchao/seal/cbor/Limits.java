package cn.nongchao.seal.cbor;

/**
 * How much a reader takes before it refuses.
 *
 * @param bytes longest input, in bytes
 * @param depth deepest nesting of arrays, maps and tags
 * @param items most data items in the whole input
 */
public record Limits(int bytes, int depth, int items) {
  /** For tokens and other messages a person carries: 64 KiB, 16 levels, 4,096 items. */
  public static final Limits MESSAGE = new Limits(1 << 16, 16, 4_096);

  /** For published lists: 1 MiB, 8 levels, 64 items. */
  public static final Limits LIST = new Limits(1 << 20, 8, 64);
}
