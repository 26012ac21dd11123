package cn.nongchao.loop;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * What a file is, found in its bytes. Only kinds that cannot act on whoever opens them in a browser
 * are taken in: no page, script, drawing with script or program.
 */
final class FileKind {

  private static final Detector DETECTOR = new DefaultDetector(MimeTypes.getDefaultMimeTypes());

  /** As detected, and as served. */
  private static final Map<String, String> TAKEN =
      Map.ofEntries(
          Map.entry("image/jpeg", "image/jpeg"),
          Map.entry("image/png", "image/png"),
          Map.entry("image/webp", "image/webp"),
          Map.entry("image/heic", "image/heic"),
          Map.entry("image/heif", "image/heic"),
          Map.entry("audio/mpeg", "audio/mpeg"),
          Map.entry("audio/mp4", "audio/mp4"),
          Map.entry("audio/x-m4a", "audio/mp4"),
          Map.entry("audio/ogg", "audio/ogg"),
          Map.entry("audio/vorbis", "audio/ogg"),
          Map.entry("audio/opus", "audio/ogg"),
          Map.entry("application/ogg", "audio/ogg"),
          Map.entry("audio/webm", "audio/webm"),
          Map.entry("video/webm", "audio/webm"),
          Map.entry("application/x-matroska", "audio/webm"),
          Map.entry("audio/vnd.wave", "audio/wav"),
          Map.entry("audio/x-wav", "audio/wav"),
          Map.entry("application/pdf", "application/pdf"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

  private static final Set<String> ARCHIVES = Set.of("application/zip", "application/x-tika-ooxml");

  private FileKind() {}

  /** The media type to serve it under; empty where it is none of those taken in. */
  static Optional<String> of(Path file, String name) throws IOException {
    // A name is believed of an archive only, to tell documents apart; bytes of no known kind stay
    // so.
    String found = detect(file, "");
    if (ARCHIVES.contains(found)) found = detect(file, name);
    String type = TAKEN.get(found);
    if (type == null || type.contains("officedocument") && !isOffice(file, type)) {
      return Optional.empty();
    }
    return Optional.of(type);
  }

  private static String detect(Path file, String name) throws IOException {
    Metadata told = new Metadata();
    if (!name.isEmpty()) told.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return DETECTOR.detect(TikaInputStream.get(in), told).toString();
    }
  }

  /** The name alone makes no document of an archive, and one with macros is not taken. */
  private static boolean isOffice(Path file, String type) throws IOException {
    String main = type.contains("wordprocessing") ? "word/document.xml" : "xl/workbook.xml";
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry("[Content_Types].xml") != null
          && zip.getEntry(main) != null
          && zip.stream().noneMatch(entry -> entry.getName().endsWith("vbaProject.bin"));
    } catch (ZipException broken) {
      return false;
    }
  }
}
