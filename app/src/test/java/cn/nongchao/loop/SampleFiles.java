package cn.nongchao.loop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small files of many kinds, made here byte by byte. */
public final class SampleFiles {

  /** Stands in the EXIF data of {@link #sideways}, as the place of a photo would. */
  static final String SECRET = "SECRET-PLACE-30.3,120.4";

  private SampleFiles() {}

  public static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width / 2, height);
    g.setColor(Color.BLUE);
    g.fillRect(width / 2, 0, width - width / 2, height);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** A JPEG held sideways: red to the left as stored, on top as seen (EXIF orientation 6). */
  static byte[] sideways() throws IOException {
    byte[] plain = picture("jpeg", 1200, 600);
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer exif = ByteBuffer.allocate(36 + secret.length);
    exif.putShort((short) 0xFFE1).putShort((short) (34 + secret.length));
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    exif.putShort((short) 1); // one field: orientation, SHORT, one value
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6);
    exif.putShort((short) 0).putInt(0);
    exif.put(secret);
    ByteBuffer whole = ByteBuffer.allocate(plain.length + exif.position());
    whole.put(plain, 0, 2).put(exif.array(), 0, exif.position()).put(plain, 2, plain.length - 2);
    return whole.array();
  }

  /** An archive with these entries, such as a document is. */
  static byte[] archive(String... names) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (String name : names) parts.put(name, text("<x/>"));
    return archive(parts);
  }

  static byte[] archive(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A second of silence: 8,000 samples of 8 bits. */
  static byte[] wave() {
    ByteBuffer wave = ByteBuffer.allocate(44 + 8000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    wave.put(text("RIFF")).putInt(36 + 8000).put(text("WAVEfmt ")).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wave.putShort((short) 1).putShort((short) 8).put(text("data")).putInt(8000);
    return wave.array();
  }
}
