package cn.nongchao.loop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of a photo: upright, carrying nothing but pixels. Only {@link Darkroom} runs it.
 */
final class Thumbnails implements Darkroom.Development {

  /** Of the pictures in pages, in pixels. */
  static final int SIDE = 480;

  private final Path photo;
  private final String mediaType;
  private final PhotoLook look;
  private final int side;
  private final Path to;
  private volatile boolean stopped;

  Thumbnails(Path photo, String mediaType, PhotoLook look, int side, Path to) {
    this.photo = photo;
    this.mediaType = mediaType;
    this.look = look;
    this.side = side;
    this.to = to;
  }

  /** Writes a JPEG; false where the file is no picture that can be read. */
  @Override
  public boolean develop() throws IOException {
    BufferedImage image = read();
    if (image == null || stopped) return false;
    BufferedImage small = upright(image, orientation(photo));
    return !stopped && ImageIO.write(small, "jpeg", to.toFile());
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private @Nullable BufferedImage read() throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
    if (!readers.hasNext()) return null;
    try (ImageInputStream in = ImageIO.createImageInputStream(photo.toFile())) {
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        // A reader that sees another picture than we looked at was never allowed for.
        if (reader.getWidth(0) != look.width() || reader.getHeight(0) != look.height()) return null;
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.max(1, Math.max(look.width(), look.height()) / (2L * side));
        param.setSourceSubsampling(step, step, 0, 0);
        reader.addIIOReadProgressListener(new Stopping());
        return stopped ? null : reader.read(0, param);
      } catch (IOException | RuntimeException broken) {
        // Readers of the JDK answer broken files with exceptions of every kind.
        return null;
      } finally {
        reader.dispose();
      }
    }
  }

  /** A reader may only be stopped from its own thread, between rows. */
  private final class Stopping implements IIOReadProgressListener {

    @Override
    public void imageProgress(ImageReader reader, float percent) {
      if (stopped) reader.abort();
    }

    @Override
    public void imageStarted(ImageReader reader, int index) {
      imageProgress(reader, 0);
    }

    @Override
    public void sequenceStarted(ImageReader reader, int index) {}

    @Override
    public void sequenceComplete(ImageReader reader) {}

    @Override
    public void imageComplete(ImageReader reader) {}

    @Override
    public void thumbnailStarted(ImageReader reader, int index, int thumbnail) {}

    @Override
    public void thumbnailProgress(ImageReader reader, float percent) {}

    @Override
    public void thumbnailComplete(ImageReader reader) {}

    @Override
    public void readAborted(ImageReader reader) {}
  }

  private BufferedImage upright(BufferedImage image, int orientation) {
    boolean turned = orientation >= 5;
    double scale = Math.min(1.0, (double) side / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var small =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, small.getWidth(), small.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    AffineTransform place = turn(orientation, width, height);
    place.scale((double) width / image.getWidth(), (double) height / image.getHeight());
    g.drawImage(image, place, null);
    g.dispose();
    return small;
  }

  /** From the stored picture of this size to the upright one, by EXIF's eight orientations. */
  private static AffineTransform turn(int orientation, int w, int h) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
      default -> new AffineTransform();
    };
  }

  /** Tag 0x0112 of a JPEG's EXIF segment (CIPA DC-008 §4.6.4); 1, upright, where there is none. */
  static int orientation(Path photo) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(photo))) {
      if (in.readUnsignedShort() != 0xFFD8) return 1;
      while (true) {
        int marker = in.readUnsignedShort();
        int length = in.readUnsignedShort() - 2;
        if (marker < 0xFFC0 || marker == 0xFFDA || length < 0) return 1;
        byte[] segment = in.readNBytes(length);
        if (marker == 0xFFE1) {
          int found = exif(segment);
          if (found != 0) return found;
        }
      }
    } catch (EOFException shortFile) {
      return 1;
    }
  }

  private static int exif(byte[] segment) {
    if (segment.length < 20 || segment[0] != 'E' || segment[1] != 'x' || segment[5] != 0) return 0;
    ByteBuffer tiff = ByteBuffer.wrap(segment, 6, segment.length - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) return 0;
    int fields = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < fields; i++) {
      int field = directory + 2 + 12 * i;
      if (field + 12 > tiff.limit()) return 0;
      if ((tiff.getShort(field) & 0xFFFF) == 0x0112) {
        int value = tiff.getShort(field + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? value : 0;
      }
    }
    return 0;
  }
}
