package cn.nongchao.people.imports;

import cn.nongchao.people.imports.ExcelFile.Grid;
import cn.nongchao.people.imports.ExcelFile.Merged;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** The sheets of a workbook of Excel 97 to 2003 (.xls), record by record, as they stand. */
final class OldExcelFile implements HSSFListener {

  /** The whole is in memory while it is read; a sheet has 65,536 rows at most. */
  static final int MOST_BYTES = 12 << 20;

  private static final int COLUMNS_READ = 60;
  private static final int MOST_SHEETS = 12;
  private static final int MOST_MERGED = 65_536;

  /** From here on a number kept as one has lost its last digits. */
  private static final double LOST = 1e15;

  private static final Refusal UNREADABLE =
      Refusal.field(
          "file",
          "读不了这个旧版 Excel 文件（有密码、过旧或不是表格），请在 Excel 中另存为 .xlsx 或 CSV",
          "this old Excel file cannot be read (it has a password, is older than Excel 97, or is no"
              + " workbook): save it as .xlsx or CSV");

  /** A sheet being read. */
  private static final class Sheet {
    private final String name;
    private final TreeMap<Integer, String[]> rows = new TreeMap<>();
    private final List<Merged> merged = new ArrayList<>();
    private boolean beyond;

    Sheet(String name) {
      this.name = name;
    }

    Grid grid() {
      List<Tables.Cells> all = new ArrayList<>();
      rows.forEach((line, cells) -> {
        int last = COLUMNS_READ;
        while (last > 0 && cells[last - 1].isBlank()) last--;
        if (last > 0) all.add(new Tables.Cells(line, List.of(cells).subList(0, last)));
      });
      return new Grid(name, all, List.copyOf(merged), beyond);
    }
  }

  private final int most;
  private final List<BoundSheetRecord> bound = new ArrayList<>();
  private final List<Sheet> sheets = new ArrayList<>();
  private final FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(this);
  private @Nullable SSTRecord texts;
  private @Nullable Sheet now;
  private @Nullable FormulaRecord pending;
  private boolean from1904;
  private int seen;

  private OldExcelFile(int most) {
    this.most = most;
  }

  /**
   * @param most rows; of more than a few above that nothing is read
   */
  static Outcome<List<Grid>> read(byte[] content, int most) {
    if (content.length > MOST_BYTES) {
      return Outcome.refused(
          Refusal.field(
              "file",
              "旧版 .xls 文件超过 " + (MOST_BYTES >> 20) + " MB，请另存为 .xlsx",
              "this old .xls file is over " + (MOST_BYTES >> 20) + " MB: save it as .xlsx"));
    }
    OldExcelFile file = new OldExcelFile(most);
    try (POIFSFileSystem parts = new POIFSFileSystem(new ByteArrayInputStream(content))) {
      HSSFRequest request = new HSSFRequest();
      request.addListenerForAllRecords(file.formats);
      new HSSFEventFactory().processWorkbookEvents(request, parts);
    } catch (IOException | RuntimeException notExcel) { // whatever the library makes of odd bytes
      return Outcome.refused(UNREADABLE);
    }
    return file.sheets.isEmpty()
        ? Outcome.refused(UNREADABLE)
        : Outcome.done(file.sheets.stream().map(Sheet::grid).toList());
  }

  @Override
  public void processRecord(Record record) {
    switch (record) {
      case BoundSheetRecord sheet -> bound.add(sheet);
      case DateWindow1904Record window -> from1904 = window.getWindowing() == 1;
      case SSTRecord all -> texts = all;
      case BOFRecord part when part.getType() == BOFRecord.TYPE_WORKSHEET -> begin();
      case BOFRecord part when part.getType() != BOFRecord.TYPE_WORKBOOK -> seen++;
      case LabelSSTRecord cell -> put(cell, text(cell.getSSTIndex()));
      case LabelRecord cell -> put(cell, cell.getValue());
      case NumberRecord cell -> put(cell, number(cell, cell.getValue()));
      case BoolErrRecord cell -> put(cell, cell.isError() ? "" : truth(cell.getBooleanValue()));
      case FormulaRecord cell -> formula(cell);
      case StringRecord said when pending != null -> {
        put(pending, said.getString());
        pending = null;
      }
      case MergeCellsRecord ranges -> merge(ranges);
      default -> {
        // says nothing of what stands in cells
      }
    }
  }

  /** Sheets follow in the order in which they are named; hidden ones are no data. */
  private void begin() {
    now = null;
    BoundSheetRecord named = seen < bound.size() ? bound.get(seen) : null;
    seen++;
    if (named == null || named.isHidden() || named.isVeryHidden()) return;
    if (sheets.size() == MOST_SHEETS) return;
    now = new Sheet(Tables.cut(named.getSheetname()));
    sheets.add(now);
  }

  private String text(int index) {
    SSTRecord all = texts;
    return all == null || index < 0 || index >= all.getNumUniqueStrings()
        ? ""
        : all.getString(index).getString();
  }

  private void formula(FormulaRecord cell) {
    pending = cell.hasCachedResultString() ? cell : null;
    if (pending != null) return;
    put(
        cell,
        switch (cell.getCachedResultTypeEnum()) {
          case NUMERIC -> number(cell, cell.getValue());
          case BOOLEAN -> truth(cell.getCachedBooleanValue());
          default -> "";
        });
  }

  private static String truth(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  private String number(CellValueRecordInterface cell, double value) {
    if (!Double.isFinite(value)) return "";
    String format = formats.getFormatString(cell);
    boolean isDate = format != null && DateUtil.isADateFormat(formats.getFormatIndex(cell), format);
    if (isDate && DateUtil.isValidExcelDate(value)) {
      return ExcelFile.day((long) value, from1904);
    }
    // Whoever reads the cell says that digits are lost.
    if (Math.abs(value) >= LOST) return Double.toString(value);
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private void put(CellValueRecordInterface cell, String value) {
    Sheet sheet = now;
    if (sheet == null || value.isBlank()) return;
    if (cell.getColumn() >= COLUMNS_READ) {
      sheet.beyond = true;
      return;
    }
    int line = cell.getRow() + 1;
    String[] cells = sheet.rows.get(line);
    if (cells == null) {
      if (sheet.rows.size() >= most) return;
      cells = new String[COLUMNS_READ];
      Arrays.fill(cells, "");
      sheet.rows.put(line, cells);
    }
    cells[cell.getColumn()] = Tables.cut(value);
  }

  private void merge(MergeCellsRecord ranges) {
    Sheet sheet = now;
    if (sheet == null) return;
    for (int i = 0; i < ranges.getNumAreas() && sheet.merged.size() < MOST_MERGED; i++) {
      CellRangeAddress one = ranges.getAreaAt(i);
      sheet.merged.add(
          new Merged(
              one.getFirstRow() + 1,
              one.getFirstColumn() + 1,
              one.getLastRow() + 1,
              one.getLastColumn() + 1));
    }
  }
}
