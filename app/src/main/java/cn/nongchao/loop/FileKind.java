package cn.nongchao.loop;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
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

  private static final String CONTENTS = "[Content_Types].xml";

  /** Bytes of a list of parts of a document. */
  private static final int LONGEST_LIST = 1 << 20;

  private static final List<String> MACROS =
      List.of("vbaproject", "vbadata", "macrosheet", "macroenabled", "oleobject", "activex");

  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private static final Map<String, List<String>> ENDINGS =
      Map.ofEntries(
          Map.entry("image/jpeg", List.of("jpg", "jpeg", "jpe", "jfif")),
          Map.entry("image/png", List.of("png")),
          Map.entry("image/webp", List.of("webp")),
          Map.entry("image/heic", List.of("heic", "heif")),
          Map.entry("audio/mpeg", List.of("mp3", "mpga")),
          Map.entry("audio/mp4", List.of("m4a", "mp4")),
          Map.entry("audio/ogg", List.of("ogg", "oga", "opus")),
          Map.entry("audio/webm", List.of("webm", "weba")),
          Map.entry("audio/wav", List.of("wav")),
          Map.entry("application/pdf", List.of("pdf")),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              List.of("docx")),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              List.of("xlsx")));

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
      if (zip.getEntry(CONTENTS) == null || zip.getEntry(main) == null) return false;
      for (ZipEntry part : Collections.list(zip.entries())) {
        if (speaksOfMacros(zip, part)) return false;
      }
      return true;
    } catch (ZipException | IllegalArgumentException broken) {
      return false;
    }
  }

  /** What an office program would fetch from elsewhere, or run, for whoever opens the document. */
  private static boolean fetches(byte[] list) {
    try {
      XMLStreamReader parts = XML.createXMLStreamReader(new ByteArrayInputStream(list));
      while (parts.hasNext()) {
        if (parts.next() != XMLStreamConstants.START_ELEMENT) continue;
        if (!parts.getLocalName().equals("Relationship")) continue;
        String mode = parts.getAttributeValue(null, "TargetMode");
        String type = String.valueOf(parts.getAttributeValue(null, "Type"));
        if ("External".equalsIgnoreCase(mode) && !type.endsWith("/hyperlink")) return true;
      }
      return false;
    } catch (XMLStreamException unreadable) {
      return true;
    }
  }

  /** By its name, in whatever letters, or as the lists of parts call a part of another name. */
  private static boolean speaksOfMacros(ZipFile zip, ZipEntry part) throws IOException {
    String name = part.getName().toLowerCase(Locale.ROOT);
    if (MACROS.stream().anyMatch(name::contains)) return true;
    if (!name.endsWith(".rels") && !name.equals(CONTENTS.toLowerCase(Locale.ROOT))) return false;
    try (InputStream in = zip.getInputStream(part)) {
      byte[] list = in.readNBytes(LONGEST_LIST + 1);
      if (list.length > LONGEST_LIST) return true;
      // Without the noughts of UTF-16; no office program writes such words by their numbers.
      String said =
          new String(list, StandardCharsets.ISO_8859_1).replace("\0", "").toLowerCase(Locale.ROOT);
      return MACROS.stream().anyMatch(said::contains)
          || said.contains("&#")
          || (name.endsWith(".rels") && fetches(list));
    }
  }

  /** Endings of names of files of a media type, the usual one first. */
  static List<String> endings(String mediaType) {
    return ENDINGS.getOrDefault(mediaType, List.of());
  }
}
