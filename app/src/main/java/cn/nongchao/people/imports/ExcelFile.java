package cn.nongchao.people.imports;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of an Excel workbook (ECMA-376), read as it streams. A kilobyte can name a column of
 * the hundred millions or a number of as many digits: whatever is a number, a place or a count is
 * measured by what Excel itself can write before anything is made of it.
 */
final class ExcelFile implements AutoCloseable {

  /** What all that is read may unpack to, in bytes. */
  private static final long MOST_UNPACKED = 120L << 20;

  /** Bytes of a tag or of a text between two tags; Excel's longest cell needs a third. */
  private static final int LONGEST = 1 << 20;

  /** As Excel has them; columns further to the right than a table's are passed over. */
  private static final int MOST_COLUMNS = 16_384;

  private static final int MOST_ROWS = 1_048_576;
  private static final int COLUMNS_READ = 60;
  private static final int MOST_TEXTS = 1_000_000;
  private static final int MOST_STYLES = 65_536;
  private static final int DEEPEST = 60;
  private static final int MOST_SHEETS = 12;

  /** As Excel writes one, 17 digits and an exponent up to 308; other programs write more digits. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,60})?([eE][+-]?[0-9]{1,3})?");

  /** Formats Excel keeps the numbers of, and that show a year (ECMA-376 part 1, §18.8.30). */
  private static final Set<Integer> DATES = Set.of(14, 15, 17, 22, 27, 30, 31, 36, 50, 52, 57);

  private static final long LAST_DAY = 2_958_465; // 31 December 9999

  /** Why it is not read further. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Text why;

    Unfit(String zh, String en) {
      super(en);
      this.why = Text.of(zh, en);
    }
  }

  private static final XMLInputFactory XML = xml();

  private final ZipFile zip;
  private long unpacked;
  private final List<String> texts = new ArrayList<>();
  private final BitSet dates = new BitSet();
  private boolean from1904;

  private ExcelFile(byte[] content) throws IOException {
    this.zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(content)).get();
  }

  private static XMLInputFactory xml() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /**
   * A sheet as it stands.
   *
   * @param rows those with anything in them
   * @param merged cells that are drawn as one
   * @param beyond whether something stands too far right to be read
   */
  record Grid(String name, List<Tables.Cells> rows, List<Merged> merged, boolean beyond) {}

  /** From one cell to another, counted from 1. */
  record Merged(int top, int left, int bottom, int right) {}

  /**
   * The sheets that are seen, hidden ones being lists to choose from or last year's.
   *
   * @param most rows; of more than a few above that nothing is read
   */
  static Outcome<List<Grid>> read(byte[] content, int most) {
    try (ExcelFile file = new ExcelFile(content)) {
      return Outcome.done(file.grids(most));
    } catch (Unfit unfit) {
      return Outcome.refused(new Refusal("bad-input", "file", unfit.why));
    } catch (IOException
        | XMLStreamException
        | IllegalArgumentException
        | IllegalStateException notExcel) {
      return Outcome.refused(
          Refusal.field(
              "file",
              "无法读取这个 Excel 文件，请另存为 .xlsx 或 CSV 后再试",
              "this Excel file cannot be read: save it as .xlsx or CSV"));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private List<Grid> grids(int most) throws IOException, XMLStreamException {
    Map<String, String> seen = seenSheets();
    Map<String, String> paths = new HashMap<>();
    String shared = "xl/sharedStrings.xml";
    String styles = "xl/styles.xml";
    try (Part part = part("xl/_rels/workbook.xml.rels")) {
      while (part.next("Relationship")) {
        String target = part.attribute("Target");
        String path = target.startsWith("/") ? target.substring(1) : "xl/" + target;
        String type = part.attribute("Type");
        if (seen.containsKey(part.attribute("Id"))) paths.put(part.attribute("Id"), path);
        if (type.endsWith("/sharedStrings")) shared = path;
        if (type.endsWith("/styles")) styles = path;
      }
    }
    if (paths.isEmpty()) throw new IOException("no sheet that is seen");
    if (zip.getEntry(shared) != null) readTexts(shared);
    if (zip.getEntry(styles) != null) readStyles(styles);
    List<Grid> grids = new ArrayList<>();
    for (Map.Entry<String, String> sheet : seen.entrySet()) {
      String path = paths.get(sheet.getKey());
      if (path == null || grids.size() == MOST_SHEETS) continue;
      try (Part part = part(path)) {
        grids.add(new Sheet(part, most).grid(sheet.getValue()));
      }
    }
    return grids;
  }

  /** Names by id of relation, in their order. */
  private Map<String, String> seenSheets() throws IOException, XMLStreamException {
    Map<String, String> seen = new LinkedHashMap<>();
    try (Part part = part("xl/workbook.xml")) {
      while (part.next("sheet", "workbookPr")) {
        if (part.name().equals("workbookPr")) {
          from1904 = Set.of("1", "true").contains(part.attribute("date1904"));
        } else if (!part.attribute("state").matches("hidden|veryHidden") && seen.size() < 100) {
          seen.put(part.attribute("id"), Tables.cut(part.attribute("name")));
        }
      }
    }
    return seen;
  }

  private void readTexts(String path) throws IOException, XMLStreamException {
    try (Part part = part(path)) {
      while (part.next("si")) {
        if (texts.size() == MOST_TEXTS) {
          throw new Unfit(
              "文件中不同的文字超过 " + MOST_TEXTS + " 个，请拆分文件",
              "more than " + MOST_TEXTS + " different texts: split the file");
        }
        texts.add(part.text("si"));
      }
    }
  }

  private void readStyles(String path) throws IOException, XMLStreamException {
    Set<Integer> own = new HashSet<>();
    boolean within = false;
    int style = 0;
    try (Part part = part(path)) {
      while (part.next("numFmt", "cellXfs", "xf", "cellStyles") && style < MOST_STYLES) {
        switch (part.name()) {
          case "numFmt" -> {
            boolean isDate = part.attribute("formatCode").toLowerCase(Locale.ROOT).contains("yy");
            if (isDate && own.size() < MOST_STYLES) own.add(count(part.attribute("numFmtId")));
          }
          case "xf" -> {
            int format = count(part.attribute("numFmtId"));
            if (within && (DATES.contains(format) || own.contains(format))) dates.set(style);
            if (within) style++;
          }
          default -> within = part.name().equals("cellXfs");
        }
      }
    }
  }

  /** A number of up to seven digits; -1 for what is none. */
  private static int count(String text) {
    return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
  }

  private Part part(String path) throws IOException, XMLStreamException {
    ZipArchiveEntry entry = zip.getEntry(path);
    if (entry == null) throw new IOException("no " + path);
    return new Part(new Bounded(zip.getInputStream(entry)));
  }

  /** The rows of a sheet. */
  private final class Sheet {

    private final Part part;
    private final int most;
    private final List<Tables.Cells> rows = new ArrayList<>();
    private final List<Merged> merged = new ArrayList<>();
    private boolean beyond;
    private int line;

    Sheet(Part part, int most) {
      this.part = part;
      this.most = most;
    }

    Grid grid(String name) throws XMLStreamException {
      while (rows.size() < most && part.next("row", "mergeCell")) {
        if (part.name().equals("mergeCell")) {
          merge(part.attribute("ref"));
          continue;
        }
        String told = part.attribute("r");
        line = told.isEmpty() ? line + 1 : count(told);
        if (line < 1 || line > MOST_ROWS) throw beyond("row " + Tables.cut(told));
        List<String> cells = cells();
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
          rows.add(new Tables.Cells(line, cells));
        }
      }
      return new Grid(name, List.copyOf(rows), List.copyOf(merged), beyond);
    }

    private void merge(String range) {
      String[] ends = range.split(":", 2);
      if (ends.length < 2 || merged.size() == MOST_STYLES) return;
      int left = column(ends[0]);
      int right = column(ends[1]);
      if (left == 0 || right == 0) return;
      merged.add(new Merged(row(ends[0]), left, row(ends[1]), right));
    }

    private static int row(String cell) {
      return count(cell.replaceFirst("^[A-Z]+", ""));
    }

    private List<String> cells() throws XMLStreamException {
      String[] cells = new String[COLUMNS_READ];
      Arrays.fill(cells, "");
      int column = 0;
      int last = 0;
      while (part.nextWithin("row", "c")) {
        String told = part.attribute("r");
        column = told.isEmpty() ? column + 1 : column(told);
        if (column < 1 || column > MOST_COLUMNS) {
          throw beyond(told.isEmpty() ? "column " + column : Tables.cut(told));
        }
        if (column > COLUMNS_READ) {
          beyond |= !part.text("c").isBlank();
          continue;
        }
        cells[column - 1] = cell(told.isEmpty() ? "row " + line : told);
        last = Math.max(last, column);
      }
      return List.of(cells).subList(0, last);
    }

    private Unfit beyond(String place) {
      return new Unfit(
          "第 " + Math.max(line, 1) + " 行附近的单元格位置“" + place + "”超出了 Excel 表格的范围",
          "near row " + Math.max(line, 1) + " the place “" + place + "” lies outside of any sheet");
    }

    private String cell(String place) throws XMLStreamException {
      String type = part.attribute("t");
      int style = count(part.attribute("s"));
      String text = part.text("c");
      return switch (type) {
        case "s" -> {
          int index = count(text);
          yield index < 0 || index >= texts.size() ? "" : texts.get(index);
        }
        case "", "n" -> text.isBlank() ? "" : number(text.strip(), style, place);
        case "d" -> text.replaceFirst("T.*", "");
        case "b" -> text.equals("1") ? "TRUE" : "FALSE";
        default -> text;
      };
    }

    private String number(String text, int style, String place) {
      boolean fits = NUMBER.matcher(text).matches();
      BigDecimal number = fits ? new BigDecimal(text) : BigDecimal.ZERO;
      if (!fits || number.scale() > 400 || number.precision() - number.scale() > 309) {
        throw new Unfit(
            "单元格 " + place + " 的数字“" + Tables.cut(text) + "”超出了 Excel 的范围",
            "the number “" + Tables.cut(text) + "” in cell " + place + " is none that Excel has");
      }
      // An identity number kept as a number has lost its last digits, which nobody shall make up.
      boolean isLost = text.matches(".*[eE].*") && number.precision() - number.scale() > 15;
      if (isLost) return text;
      boolean isDay = number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0;
      return style >= 0 && dates.get(style) && isDay
          ? day(number.longValue(), from1904)
          : number.stripTrailingZeros().toPlainString();
    }
  }

  /** Excel takes 1900 for a leap year: days before March of it count one more. */
  static String day(long serial, boolean from1904) {
    LocalDate first =
        from1904
            ? LocalDate.of(1904, 1, 1)
            : serial < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
    return first.plusDays(serial).toString();
  }

  /** The number of a column from a cell's name; 0 where it is no name of one. */
  private static int column(String cell) {
    int letters = 0;
    int column = 0;
    while (letters < cell.length() && cell.charAt(letters) >= 'A' && cell.charAt(letters) <= 'Z') {
      if (letters == 3) return 0;
      column = column * 26 + cell.charAt(letters) - 'A' + 1;
      letters++;
    }
    int row = count(cell.substring(letters));
    return row < 1 || row > MOST_ROWS ? 0 : column;
  }

  /** One XML file within, tag by tag. */
  private static final class Part implements AutoCloseable {

    private final XMLStreamReader in;
    private int depth;

    Part(InputStream bytes) throws XMLStreamException {
      this.in = XML.createXMLStreamReader(bytes);
    }

    private int step() throws XMLStreamException {
      int event = in.next();
      if (event == XMLStreamConstants.DTD) throw new XMLStreamException("a DTD");
      if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
        throw new XMLStreamException("too deep");
      }
      if (event == XMLStreamConstants.END_ELEMENT) depth--;
      return event;
    }

    /** Goes to the next tag with one of these names; false at the end. */
    boolean next(String... names) throws XMLStreamException {
      while (in.hasNext()) {
        if (step() == XMLStreamConstants.START_ELEMENT && Arrays.asList(names).contains(name())) {
          return true;
        }
      }
      return false;
    }

    /** The same, up to the end of the element we are in. */
    boolean nextWithin(String outer, String name) throws XMLStreamException {
      while (in.hasNext()) {
        int event = step();
        if (event == XMLStreamConstants.START_ELEMENT && name().equals(name)) return true;
        if (event == XMLStreamConstants.END_ELEMENT && name().equals(outer)) return false;
      }
      return false;
    }

    String name() {
      return in.getLocalName();
    }

    /** Empty where there is none. */
    String attribute(String name) {
      for (int i = 0; i < in.getAttributeCount(); i++) {
        if (in.getAttributeLocalName(i).equals(name)) {
          // An id of a relation has a namespace, an id beside it none.
          boolean other = name.equals("id") && in.getAttributeNamespace(i) == null;
          if (!other) return Objects.requireNonNull(in.getAttributeValue(i));
        }
      }
      return "";
    }

    /** What the element says in its values and texts, not in formulas or how it is pronounced. */
    String text(String outer) throws XMLStreamException {
      StringBuilder text = new StringBuilder();
      String within = "";
      boolean spoken = false;
      while (true) {
        int event = step();
        if (event == XMLStreamConstants.START_ELEMENT) {
          within = name();
          spoken |= within.equals("rPh");
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (name().equals(outer)) return Tables.cut(text.toString());
          if (name().equals("rPh")) spoken = false;
          within = "";
        } else if (in.hasText() && !spoken && (within.equals("v") || within.equals("t"))) {
          int room = Tables.MOST_LETTERS - text.length();
          text.append(
              in.getTextCharacters(), in.getTextStart(), Math.min(room, in.getTextLength()));
        }
      }
    }

    @Override
    public void close() throws XMLStreamException {
      in.close();
    }
  }

  /** Ends where too much was unpacked, or where one tag or text is of no size that is written. */
  private final class Bounded extends FilterInputStream {

    private int since;

    Bounded(@Nullable InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int n = super.read(buffer, from, length);
      for (int i = from; i < from + n; i++) since = buffer[i] == '>' ? 0 : since + 1;
      unpacked += Math.max(0, n);
      if (since > LONGEST || unpacked > MOST_UNPACKED) {
        throw new Unfit("Excel 文件解压后过大", "the Excel file unpacks to too much");
      }
      return n;
    }
  }
}
