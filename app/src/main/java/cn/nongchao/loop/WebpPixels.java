package cn.nongchao.loop;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A WebP photo without what it says beside its pixels. The JDK cannot decode one, but its parts lie
 * one after the other (RFC 9649 §2.7): those that carry pixels are copied, no other. A colour
 * profile can name the device, and frames of a moving picture hold parts of their own: neither is a
 * photo's pixels.
 */
final class WebpPixels {

  static final String TYPE = "image/webp";

  private static final Set<String> COPIED = Set.of("VP8 ", "VP8L", "VP8X", "ALPH");

  /** Flags of VP8X that announce movement, XMP, EXIF and a colour profile. */
  private static final int SAYS_MORE = 0x02 | 0x04 | 0x08 | 0x20;

  private WebpPixels() {}

  /** False where it does not read as a WebP. */
  static boolean write(Path photo, Path to) throws IOException {
    long written = 4;
    boolean pixels = false;
    try (RandomAccessFile in = new RandomAccessFile(photo.toFile(), "r");
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to))) {
      DataOutputStream out = new DataOutputStream(file);
      if (!word(in).equals("RIFF")) return false;
      in.skipBytes(4);
      if (!word(in).equals("WEBP")) return false;
      out.write("RIFF\0\0\0\0WEBP".getBytes(StandardCharsets.US_ASCII));
      while (in.length() - in.getFilePointer() >= 8) {
        String kind = word(in);
        long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        long padded = size + size % 2;
        long next = in.getFilePointer() + padded;
        if (in.getFilePointer() + size > in.length()) return false;
        if (COPIED.contains(kind)) {
          byte[] part = new byte[(int) size];
          in.readFully(part);
          if (kind.equals("VP8X") && part.length > 0) part[0] &= (byte) ~SAYS_MORE;
          out.write(kind.getBytes(StandardCharsets.US_ASCII));
          out.writeInt(Integer.reverseBytes((int) size));
          out.write(part);
          if (size % 2 == 1) out.write(0);
          written += 8 + padded;
          pixels |= kind.startsWith("VP8") && !kind.equals("VP8X");
        }
        in.seek(next);
      }
    }
    try (RandomAccessFile out = new RandomAccessFile(to.toFile(), "rw")) {
      out.seek(4);
      out.writeInt(Integer.reverseBytes((int) written));
    }
    return pixels;
  }

  private static String word(RandomAccessFile in) throws IOException {
    byte[] word = new byte[4];
    return in.read(word) == 4 ? new String(word, StandardCharsets.US_ASCII) : "";
  }
}
