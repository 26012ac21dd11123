package cn.nongchao.seal.sm;

import org.bouncycastle.crypto.digests.SM3Digest;

/** The SM3 hash, 32 bytes (GB/T 32905-2016). */
public final class Sm3 {
  private Sm3() {}

  public static byte[] hash(byte[]... parts) {
    SM3Digest digest = new SM3Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
