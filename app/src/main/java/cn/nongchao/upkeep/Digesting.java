package cn.nongchao.upkeep;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes on what is written, and counts its bytes, its lines and its SHA-256. */
final class Digesting extends OutputStream {

  private final OutputStream to;
  private final MessageDigest digest = sha256();
  private long bytes;
  private long lines;

  Digesting(OutputStream to) {
    this.to = to;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int start, int count) throws IOException {
    to.write(from, start, count);
    digest.update(from, start, count);
    bytes += count;
    for (int i = start; i < start + count; i++) if (from[i] == '\n') lines++;
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  /** To be asked for once. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  Manifest.Part part(String name) {
    return new Manifest.Part(name, bytes, hex());
  }
}
