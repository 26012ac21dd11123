package cn.nongchao.seal.note;

/** Checks the lines of one key; total: any bytes give true or false. */
public interface NoteVerifier {
  String name();

  int keyId();

  /**
   * Whether {@code signature} (what follows the key id in the line) is this key's over the text.
   */
  boolean verifies(byte[] text, byte[] signature);
}
