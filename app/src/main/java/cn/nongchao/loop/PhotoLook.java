package cn.nongchao.loop;

import cn.nongchao.platform.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a photo says of itself, read without decoding it: a megabyte can be made to unfold into
 * hundreds, and to be gone over as often as somebody likes.
 *
 * @param scans how often the picture is gone over; 1 but for a JPEG
 * @param whole whether a reader must hold all of it at once: a progressive JPEG
 */
record PhotoLook(long width, long height, int scans, boolean whole) {

  /** Pixels of a side. */
  static final int MOST_SIDE = 20_000;

  /** Of pictures read row by row; a telephone's 108 million are among them. */
  static final long MOST_PIXELS = 120_000_000;

  /** Of a PNG, which packs a plain colour a thousandfold; a long screenshot has a third. */
  static final long MOST_OF_PNG = 64_000_000;

  /** Of pictures held whole: 6 bytes each at worst, 150 MB. */
  static final long MOST_AT_ONCE = 25_000_000;

  /** The usual progressive photo has ten. */
  static final int MOST_SCANS = 64;

  /** Pixels times scans: about two seconds. */
  static final long MOST_GONE_OVER = 250_000_000;

  /** Null where it cannot be told; such a file is never decoded. */
  static @Nullable PhotoLook at(Path photo, String mediaType) throws IOException {
    try (Bytes in = new Bytes(Files.newInputStream(photo))) {
      return switch (mediaType) {
        case "image/jpeg" -> jpeg(in);
        case "image/png" -> png(in.head(33));
        case "image/webp" -> webp(in.head(30));
        default -> null;
      };
    }
  }

  /** Why it is not taken. */
  Optional<Refusal> tooMuch(String mediaType) {
    if (width > MOST_SIDE || height > MOST_SIDE) {
      return refused(
          "照片有 " + size() + " 像素，边长最多 " + MOST_SIDE,
          "the photo has " + size() + " pixels; a side may have " + MOST_SIDE + " at most");
    }
    long most = mediaType.equals("image/png") ? MOST_OF_PNG : whole ? MOST_AT_ONCE : MOST_PIXELS;
    if (width * height > most) {
      long millions = most / 1_000_000;
      return refused(
          "照片有 " + size() + " 像素，这种格式最多 " + millions * 100 + " 万；请缩小或另存后再上传",
          "the photo has "
              + size()
              + " pixels; of this kind "
              + millions
              + " million are taken at most: make it smaller, or save it anew");
    }
    long mostScans = whole ? Math.min(MOST_SCANS, MOST_GONE_OVER / (width * height)) : MOST_SCANS;
    return scans <= mostScans
        ? Optional.empty()
        : refused(
            "照片分 " + scans + " 遍存储，这样大小的最多 " + mostScans + " 遍；请另存后再上传",
            "the photo is stored in "
                + scans
                + " scans, of this size at most "
                + mostScans
                + " are taken: save it anew");
  }

  private String size() {
    return width + " × " + height;
  }

  private static Optional<Refusal> refused(String zh, String en) {
    return Optional.of(Refusal.field("file", zh, en));
  }

  /** Segment by segment (ITU-T T.81 annex B), also through what lies between them. */
  private static @Nullable PhotoLook jpeg(Bytes in) throws IOException {
    if (in.next() != 0xFF || in.next() != 0xD8) return null;
    PhotoLook frame = null;
    int scans = 0;
    try {
      for (int marker = in.marker(); marker != 0xD9; marker = in.marker()) {
        if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) continue; // these stand alone
        int length = in.two() - 2;
        if (length < 0 || marker == 0xD8) return null;
        if (isFrame(marker)) {
          if (frame != null || length < 6 || marker > 0xC2) return null;
          in.next();
          long height = in.two();
          frame = new PhotoLook(in.two(), height, 0, marker == 0xC2);
          length -= 5;
        }
        if (marker == 0xDA) scans++;
        in.skip(length);
      }
    } catch (EOFException cutOff) {
      // What there is of it can be looked at.
    }
    return frame == null || scans == 0 || frame.width == 0 || frame.height == 0
        ? null
        : new PhotoLook(frame.width, frame.height, scans, frame.whole);
  }

  /** Any start of frame; those above the third are of kinds that no browser shows. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** The header comes first (W3C PNG §11.2.1). */
  private static @Nullable PhotoLook png(byte[] head) {
    if (head.length < 33 || !text(head, 12).equals("IHDR")) return null;
    ByteBuffer in = ByteBuffer.wrap(head);
    int width = in.getInt(16);
    int height = in.getInt(20);
    return width <= 0 || height <= 0 ? null : new PhotoLook(width, height, 1, false);
  }

  /** RFC 9649 §2.5 to 2.7. */
  private static @Nullable PhotoLook webp(byte[] head) {
    if (head.length < 30) return null;
    ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return switch (text(head, 12)) {
      case "VP8X" ->
          new PhotoLook((in.getInt(24) & 0xFFFFFF) + 1L, (in.getInt(26) >>> 8) + 1L, 1, false);
      case "VP8L" ->
          new PhotoLook(
              (in.getInt(21) & 0x3FFF) + 1L, (in.getInt(21) >>> 14 & 0x3FFF) + 1L, 1, false);
      case "VP8 " -> new PhotoLook(in.getShort(26) & 0x3FFF, in.getShort(28) & 0x3FFF, 1, false);
      default -> null;
    };
  }

  private static String text(byte[] head, int at) {
    return new String(head, at, 4, StandardCharsets.US_ASCII);
  }

  /** A file byte by byte, quickly. */
  private static final class Bytes implements AutoCloseable {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    Bytes(InputStream in) {
      this.in = in;
    }

    byte[] head(int length) throws IOException {
      return in.readNBytes(length);
    }

    int next() throws IOException {
      if (at == end) {
        end = in.read(buffer);
        at = 0;
        if (end <= 0) {
          end = 0;
          throw new EOFException();
        }
      }
      return buffer[at++] & 0xFF;
    }

    int two() throws IOException {
      return next() << 8 | next();
    }

    void skip(int length) throws IOException {
      for (int i = 0; i < length; i++) next();
    }

    /** The next marker; within a scan's data 0xFF is followed by nought. */
    int marker() throws IOException {
      while (true) {
        if (next() != 0xFF) continue;
        int found = next();
        while (found == 0xFF) found = next();
        if (found != 0) return found;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
