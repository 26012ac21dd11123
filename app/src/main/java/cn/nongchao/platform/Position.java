package cn.nongchao.platform;

/**
 * How far somebody has read of what is only ever appended: the transaction that wrote the last
 * piece read, and its number among all pieces.
 */
public record Position(long txid, long seq) {
  public static final Position START = new Position(0, 0);

  public boolean isAfter(Position other) {
    return txid == other.txid ? seq > other.seq : txid > other.txid;
  }
}
