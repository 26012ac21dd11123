package cn.nongchao.cases.requests;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * A file of requests: comma, semicolon or tab separated (RFC 4180), in UTF-8 with or without a byte
 * order mark, UTF-16 with one, or GB 18030, gzipped or not. Read as a stream, whatever its size.
 */
final class RequestFile {

  private static final int LOOKED_AT = 1 << 16;

  private static final int MOST_COLUMNS = 1000;

  /** Characters; the longest request known to us has twenty thousand. */
  private static final int LONGEST_ROW = 4_000_000;

  private final Path path;
  private final Charset charset;
  private final int mark;
  private final char separator;

  private RequestFile(Path path, Charset charset, int mark, char separator) {
    this.path = path;
    this.charset = charset;
    this.mark = mark;
    this.separator = separator;
  }

  /** Looks at the beginning of the file to find how it is written. */
  static RequestFile of(Path path) throws IOException {
    byte[] start;
    try (InputStream in = unpacked(path)) {
      start = in.readNBytes(LOOKED_AT);
    }
    Charset charset = charset(start);
    int mark = mark(start);
    String text = new String(start, mark, start.length - mark, charset);
    return new RequestFile(path, charset, mark, separator(text));
  }

  Path path() {
    return path;
  }

  Charset charset() {
    return charset;
  }

  CSVParser open() throws IOException {
    InputStream in = unpacked(path);
    in.skipNBytes(mark);
    Records reader = new Records(new InputStreamReader(in, charset));
    CSVParser parser =
        format()
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .get()
            .parse(reader);
    reader.parser = parser;
    return parser;
  }

  /** A quote that is never closed makes a cell of the rest of the file: it ends as an error. */
  private static final class Records extends FilterReader {

    private @Nullable CSVParser parser;
    private long record;
    private int since;

    Records(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
      long now = parser == null ? 0 : parser.getRecordNumber();
      if (now != record) since = 0;
      record = now;
      int n = super.read(buffer, from, length);
      since += Math.max(0, n);
      if (since > LONGEST_ROW) {
        throw new Unread(
            "第 " + (now + 1) + " 行长得不像一行，是不是少了一个引号？",
            "row "
                + (now + 1)
                + " is longer than "
                + LONGEST_ROW
                + " characters: is a quote open?");
      }
      return n;
    }
  }

  /** As the file is written, for the side file of bad rows. */
  CSVFormat format() {
    return CSVFormat.RFC4180.builder().setDelimiter(separator).get();
  }

  List<String> headers() {
    try (CSVParser parser = open()) {
      List<String> names = parser.getHeaderNames();
      if (names.size() > MOST_COLUMNS) {
        throw new Unread("列数超过 " + MOST_COLUMNS, "more than " + MOST_COLUMNS + " columns");
      }
      return List.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream unpacked(Path path) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), LOOKED_AT);
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    boolean packed = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
    return packed ? new BufferedInputStream(new GZIPInputStream(in, LOOKED_AT)) : in;
  }

  private static int mark(byte[] start) {
    if (begins(start, 0xEF, 0xBB, 0xBF)) return 3;
    return begins(start, 0xFE, 0xFF) || begins(start, 0xFF, 0xFE) ? 2 : 0;
  }

  private static Charset charset(byte[] start) {
    if (begins(start, 0xFE, 0xFF)) return StandardCharsets.UTF_16BE;
    if (begins(start, 0xFF, 0xFE)) return StandardCharsets.UTF_16LE;
    return isUtf8(start) ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
  }

  private static boolean begins(byte[] start, int... bytes) {
    if (start.length < bytes.length) return false;
    for (int i = 0; i < bytes.length; i++) if ((start[i] & 0xff) != bytes[i]) return false;
    return true;
  }

  /** A character cut off at the end of what was looked at does not count against it. */
  private static boolean isUtf8(byte[] start) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer sink = CharBuffer.allocate(start.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(start), sink, start.length < LOOKED_AT);
    return !result.isError();
  }

  private static char separator(String text) {
    String head = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t', '，'}) {
      if (count(head, candidate) > count(head, best)) best = candidate;
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }
}
