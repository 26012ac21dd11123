package cn.nongchao.seal.note;

import java.time.Instant;

/** Signs notes under one name with one key; a hardware token or another algorithm plugs in here. */
public interface NoteSigner {
  /** Key name, for a log its origin. */
  String name();

  /** The four bytes, as a number, that mark this key's lines. */
  int keyId();

  /**
   * What follows the key id in the signature line.
   *
   * @param text the note's text, ending in a newline
   * @param at when it is signed; only cosignatures say so
   */
  byte[] sign(byte[] text, Instant at);
}
