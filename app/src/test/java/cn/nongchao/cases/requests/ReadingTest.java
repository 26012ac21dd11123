package cn.nongchao.cases.requests;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.platform.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files of different cities are understood: headers, dates, words of state, encodings. */
class ReadingTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path dir;

  /** Expected as {@code ref created due closed status category agency address lat}, - for none. */
  private static void guess(String headers, String expected) {
    Mapping mapping = Mapping.guess(Arrays.asList(headers.split(",")));
    List<Column> asked =
        List.of(
            Column.REF,
            Column.CREATED,
            Column.DUE,
            Column.CLOSED,
            Column.STATUS,
            Column.CATEGORY,
            Column.AGENCY,
            Column.ADDRESS,
            Column.LAT);
    List<String> found = new ArrayList<>();
    for (Column column : asked) {
      String header = mapping.header(column);
      found.add(header == null ? "-" : header);
    }
    assertThat(String.join("|", found)).isEqualTo(expected);
  }

  @Test
  void headersOfKnownCitiesAreUnderstood() {
    guess(
        "SRRecordID,ServiceRequestNum,SRType,MethodReceived,CreatedDate,SRStatus,StatusDate,"
            + "DueDate,CloseDate,Agency,Address,Latitude,Longitude",
        "SRRecordID|CreatedDate|DueDate|CloseDate|SRStatus|SRType|Agency|Address|Latitude");
    guess(
        "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,"
            + "Incident Address,Status,Due Date,Latitude,Longitude",
        "Unique Key|Created Date|Due Date|Closed Date|Status|Complaint Type|Agency Name"
            + "|Incident Address|Latitude");
    guess(
        "SR_NUMBER,SR_TYPE,OWNER_DEPARTMENT,STATUS,CREATED_DATE,CLOSED_DATE,"
            + "STREET_ADDRESS,LATITUDE",
        "SR_NUMBER|CREATED_DATE|-|CLOSED_DATE|STATUS|SR_TYPE|OWNER_DEPARTMENT|STREET_ADDRESS"
            + "|LATITUDE");
    guess(
        "case_enquiry_id,open_dt,sla_target_dt,closed_dt,case_status,case_title,"
            + "department,location",
        "case_enquiry_id|open_dt|sla_target_dt|closed_dt|case_status|case_title|department"
            + "|location|-");
    guess(
        "service_request_id,requested_datetime,expected_datetime,status,service_name,"
            + "agency_responsible,address,lat,long",
        "service_request_id|requested_datetime|expected_datetime|-|status|service_name"
            + "|agency_responsible|address|lat");
    guess("工单编号,受理时间,办结时限,办结时间,类型,来源,地址,经度,纬度", "工单编号|受理时间|办结时限|办结时间|-|类型|-|地址|纬度");
    guess(
        "序号,诉求编号,登记时间,办理期限,结案时间,当前状态,诉求类型,承办单位,事发地点（详细）",
        "诉求编号|登记时间|办理期限|结案时间|当前状态|诉求类型|承办单位|事发地点（详细）|-");
  }

  @Test
  void aMappingFileOverrulesTheGuess() {
    List<String> headers = List.of("id", "when", "what", "closed");
    Mapping read = Mapping.read("created=when\ncategory=what\nclosed=\n", headers).orThrow();
    assertThat(read.header(Column.CREATED)).isEqualTo("when");
    assertThat(read.header(Column.REF)).isEqualTo("id");
    assertThat(read.header(Column.CLOSED)).isNull();
    Outcome<Mapping> wrong = Mapping.read("created=then\nwhom=id\n", headers);
    assertThat(((Outcome.Refused<Mapping>) wrong).reasons())
        .extracting(reason -> reason.field())
        .containsExactlyInAnyOrder("created", "whom");
  }

  private static void date(String text, String pattern, String instant) {
    DateForm form = DateForm.detect(List.of(text));
    assertThat(form).as(text).isNotNull();
    assertThat(form.pattern()).isEqualTo(pattern);
    assertThat(form.read(text, ZONE, false)).isEqualTo(Instant.parse(instant));
  }

  @Test
  void datesAreReadAsTheyAreWritten() {
    date("04/12/2018 11:11:26 AM", "M/d/uuuu h:mm[:ss] a", "2018-04-12T03:11:26Z");
    date("13/04/2018 23:11", "d/M/uuuu H:mm[:ss]", "2018-04-13T15:11:00Z");
    date("2018-04-12 11:11:26", "uuuu-M-d H:mm[:ss][.S][.SSS][.SSSSSS]", "2018-04-12T03:11:26Z");
    date("2018-04-12T11:11:26Z", "uuuu-MM-dd'T'HH:mm:ss[.SSS][.SSSSSS]XXX", "2018-04-12T11:11:26Z");
    date("2018/4/12 8:05", "uuuu/M/d H:mm[:ss]", "2018-04-12T00:05:00Z");
    date("2018年4月12日 8时05分", "uuuu年M月d日[ ]H时mm分[ss秒]", "2018-04-12T00:05:00Z");
    date("2018-04-12", "uuuu-M-d", "2018-04-11T16:00:00Z");
    assertThat(DateForm.detect(List.of("yesterday"))).isNull();
    // One impossible month tells the day from the month for the whole column.
    DateForm form = DateForm.detect(List.of("04/05/2018 10:00", "25/04/2018 10:00"));
    assertThat(form.pattern()).isEqualTo("d/M/uuuu H:mm[:ss]");
    Instant end = DateForm.detect(List.of("2018-04-12")).read("2018-04-12", ZONE, true);
    assertThat(end).isEqualTo(Instant.parse("2018-04-12T15:59:59Z"));
  }

  @Test
  void aDayNoCalendarHasIsRefusedByItsRow() {
    List<String> column =
        List.of("2025-02-30 10:00:00", "2025-06-31 10:00:00", "2025-06-30 24:00:00");
    DateForm form = DateForm.detect(column);
    assertThat(form).as("they look like days").isNotNull();
    assertThat(column).allMatch(text -> form.read(text, ZONE, false) == null);
    assertThat(form.read("2025-06-30 10:00:00", ZONE, false)).isNotNull();
  }

  @Test
  void aCharacterNobodyKeepsRefusesItsRow() throws IOException {
    String text = "工单编号,受理时间,类型,内容\n1,2025-03-05,x,good\u200b row\n2,2025-03-05,x,bad\0row\n";
    Path path = file("x.csv", new byte[0], text, StandardCharsets.UTF_8, false);
    Survey survey = Survey.of(path, null).orThrow();
    RowReader reader = new RowReader(survey.mapping(), survey.headers(), survey.dates(), ZONE);
    try (CSVParser rows = survey.file().open()) {
      Iterator<CSVRecord> all = rows.iterator();
      assertThat(reader.read(all.next()).orThrow().words()).isEqualTo("good row");
      assertThat(((Outcome.Refused<Request>) reader.read(all.next())).reasons())
          .extracting(reason -> reason.field())
          .containsExactly("words");
    }
  }

  @Test
  void aWrongQuoteIsSaidByItsRowAndInWords() throws IOException {
    String text = "工单编号,受理时间,类型\n1,2025-03-05,a\n2,2025-03-05,\"Pothole\"deep\n3,2025-03-05,b\n";
    unreadable(text, "in row 3");
    Path path = file("x.csv", new byte[0], text, StandardCharsets.UTF_8, false);
    Outcome<Survey> refused = Survey.of(path, null);
    assertThat(((Outcome.Refused<Survey>) refused).reasons().getFirst().reason().zh())
        .contains("第 3 行的引号不对")
        .doesNotContain("Exception", "line");
  }

  private static void status(String words, boolean closed, EventStage expected) {
    assertThat(Status.read(words, closed)).as(words).isEqualTo(expected);
  }

  @Test
  void wordsOfStateAreUnderstood() {
    status("Closed (Duplicate)", true, EventStage.CLOSED);
    status("Open", false, EventStage.HANDLING);
    status("In Progress", false, EventStage.HANDLING);
    status("New", false, EventStage.REPORTED);
    status("Pending", false, EventStage.DISPATCHED);
    status("Canceled", false, EventStage.DECLINED);
    status("已办结", true, EventStage.CLOSED);
    status("未办结", false, EventStage.HANDLING);
    status("待派遣", false, EventStage.TRIAGED);
    status("不予受理", false, EventStage.DECLINED);
    status("", true, EventStage.CLOSED);
    status("", false, EventStage.REPORTED);
    status("?", true, EventStage.CLOSED);
  }

  private static final String SHEET =
      "工单编号,受理时间,办结时限,办结时间,类型,地址\nA1,2026-03-01 08:00,"
          + "2026-03-03 08:00,2026-03-02 09:30,占道经营,河庄街道同一村\n";

  private Path file(String name, byte[] mark, String text, Charset charset, boolean packed)
      throws IOException {
    Path path = dir.resolve(name);
    try (OutputStream file = Files.newOutputStream(path);
        OutputStream out = packed ? new GZIPOutputStream(file) : file) {
      out.write(mark);
      out.write(text.getBytes(charset));
    }
    return path;
  }

  private static void readsSheet(Path path, String charset) throws IOException {
    RequestFile file = RequestFile.of(path);
    assertThat(file.charset().name()).isEqualTo(charset);
    assertThat(file.headers()).first().isEqualTo("工单编号");
    try (CSVParser rows = file.open()) {
      CSVRecord row = rows.iterator().next();
      assertThat(row.get(5)).isEqualTo("河庄街道同一村");
    }
  }

  @Test
  void filesInAnyUsualEncodingAreRead() throws IOException {
    byte[] none = {};
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    readsSheet(file("a.csv", none, SHEET, StandardCharsets.UTF_8, false), "UTF-8");
    readsSheet(file("b.csv", mark, SHEET, StandardCharsets.UTF_8, false), "UTF-8");
    readsSheet(file("c.csv.gz", mark, SHEET, StandardCharsets.UTF_8, true), "UTF-8");
    readsSheet(file("d.csv", none, SHEET, Charset.forName("GB18030"), false), "GB18030");
    readsSheet(
        file("e.csv", none, SHEET.replace(',', '\t'), StandardCharsets.UTF_8, false), "UTF-8");
  }

  @Test
  void aFileThatSaysTooLittleIsRefusedByName() throws IOException {
    Path path = file("x.csv", new byte[0], "a,b\n1,2\n", StandardCharsets.UTF_8, false);
    Outcome<Survey> refused = Survey.of(path, null);
    assertThat(((Outcome.Refused<Survey>) refused).reasons())
        .extracting(reason -> reason.field())
        .containsExactly("ref", "created", "category");
    assertThat(Survey.of(dir.resolve("none.csv"), null)).isInstanceOf(Outcome.Refused.class);
  }

  /** What a file counts up to is held in memory at no time. */
  @Test
  void aRowWithoutEndAndAMillionColumnsAreRefused() throws IOException {
    unreadable(SHEET + "\"" + "x\n".repeat(5_000_000), "is longer than 4000000 characters");
    unreadable("\"" + "x\n".repeat(5_000_000), "row 1 is longer");
    unreadable(
        SHEET.lines().findFirst().orElseThrow() + ",".repeat(2000) + "\n1\n", "1000 columns");
  }

  private void unreadable(String text, String why) throws IOException {
    Path path = file("x.csv.gz", new byte[0], text, StandardCharsets.UTF_8, true);
    Outcome<Survey> refused = Survey.of(path, null);
    assertThat(((Outcome.Refused<Survey>) refused).reasons().getFirst().reason().en())
        .contains(why);
  }

  @Test
  void theSameRowMakesTheSameIds() {
    Instant at = Instant.parse("2026-03-01T00:00:00Z");
    Request row =
        new Request(
            "R1", at, null, at, EventStage.CLOSED, false, "", "x", "", "", "", "", null, null);
    var street = new cn.nongchao.people.DivisionCode("330114003");
    var squad = cn.nongchao.people.OrganisationId.next();
    var one = new Script("city", street).event(row, "0101", squad);
    var two = new Script("city", street).event(row, "0101", squad);
    var other = new Script("other", street).event(row, "0101", squad);
    assertThat(one).isEqualTo(two);
    assertThat(one.report().id()).isNotEqualTo(other.report().id());
    assertThat(one.report().id().value().version()).isEqualTo(7);
    assertThat(one.steps()).extracting(step -> step.entry()).doesNotHaveDuplicates().hasSize(6);
  }
}
