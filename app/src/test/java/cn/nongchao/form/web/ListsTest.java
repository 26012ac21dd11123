package cn.nongchao.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.form.web.Things.Colour;
import cn.nongchao.form.web.Things.Shelf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A list declared once is a page, a request of programs and files alike. */
class ListsTest {

  private static final String API = "/api/v1/things-of-tests";
  private static final String PAGE = "/things-of-tests";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Things things;

  @BeforeAll
  static void opens() {
    things = new Things(RunningApp.bean(JdbcClient.class));
    for (int i = 0; i < 40; i++) {
      String name = "thing-%02d".formatted(i % 20);
      things.add(name, i % 2 == 0 ? Colour.RED : Colour.BLUE, Shelf.UPPER, i % 3, "2026-01-31");
    }
    things.add("=1+1", Colour.RED, Shelf.LOWER, -7, "2026-02-28");
    things.add("@SUM(A1)", Colour.BLUE, Shelf.LOWER, 8, "2026-03-01");
    things.add("“𠮷” <b>&, \"x\"\n换行 \uD83C\uDF0A", Colour.BLUE, Shelf.LOWER, 9, "2026-03-01");
    ListDoors doors = RunningApp.bean(ListDoors.class);
    Method method =
        Arrays.stream(Things.class.getDeclaredMethods())
            .filter(one -> one.getName().equals("things"))
            .findFirst()
            .orElseThrow();
    doors.open(mapping(), things, method);
  }

  @AfterAll
  static void closes() {
    ListDoors doors = RunningApp.bean(ListDoors.class);
    doors.all().removeIf(door -> door.listing().name().equals("things"));
    List.copyOf(mapping().getHandlerMethods().entrySet()).stream()
        .filter(entry -> entry.getKey().getPatternValues().stream().anyMatch(p -> p.contains(PAGE)))
        .forEach(entry -> mapping().unregisterMapping(entry.getKey()));
    things.drop();
  }

  private static RequestMappingHandlerMapping mapping() {
    return RunningApp.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
  }

  private static Visitor reader() {
    return Visitor.anonymous().saying("Accept-Language", "en");
  }

  private static JsonNode list(String query) {
    return Program.read(reader().get(API + query), 200);
  }

  private static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("name").asString())
        .toList();
  }

  @Test
  void aQueryNarrowsTheList() {
    assertThat(list("?words=thing-07").path("total").asInt()).isEqualTo(2);
    assertThat(list("?words=thing-07&colour=RED").path("total").asInt()).isZero();
    assertThat(list("?shelf=LOWER&from=2026-03-01").path("total").asInt()).isEqualTo(2);
    // What is said otherwise unless asked: the upper shelf.
    assertThat(list("").path("total").asInt()).isGreaterThanOrEqualTo(40);
    assertThat(list("?words=SUM").path("total").asInt()).isZero();
  }

  @Test
  void whatIsNoFilterOrNoValueOfOneIsRefusedByName() {
    refused("?color=RED", "color");
    refused("?colour=GREEN", "colour");
    refused("?from=yesterday", "from");
    refused("?limit=0", "limit");
    refused("?limit=201", "limit");
    refused("?limit=x", "limit");
    refused("?sort=colour", "sort");
    refused("?sort=", (String[]) null);
    refused("?after=%2B%2B%2B", "after");
    refused("?after=" + list("?limit=5").path("next").asString() + "&sort=number", "after");
    refused("?words=a%00b", "words");
    assertThat(reader().get(PAGE + "?a%00b=1").status()).isEqualTo(400);
    refused("?from=yesterday&colour=GREEN", "colour", "from");
  }

  private static void refused(String query, String... named) {
    Answer program = reader().get(API + query);
    Answer page = reader().get(PAGE + query);
    if (named == null) {
      assertThat(program.status()).isEqualTo(200);
      assertThat(page.status()).isEqualTo(200);
      return;
    }
    Program.problem(program, 400, "bad-input", named);
    assertThat(Program.read(program, 400).path("detail").asString()).contains(named[0]);
    assertThat(page.status()).as(query).isEqualTo(400);
    assertThat(page.body()).contains("role=\"alert\"").contains("List all without filters");
    for (String ending : List.of(".csv", ".xlsx")) {
      assertThat(reader().get(PAGE + ending + query).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void everyOrderShowsEveryRowOnceThoughRowsAreAdded() {
    for (String sort : List.of("name", "-name", "number", "-number", "")) {
      List<String> ids = new ArrayList<>();
      List<String> by = new ArrayList<>();
      String from = "";
      String next = "";
      do {
        JsonNode page = list("?words=thing-&limit=7&sort=" + sort + from);
        String column = sort.contains("number") ? "number" : "name";
        for (JsonNode item : page.path("items")) {
          ids.add(item.path("id").asString());
          by.add(item.path(column).asString());
        }
        things.add("added", Colour.RED, Shelf.UPPER, 1, "2026-01-31");
        next = page.path("next").asString("");
        from = "&after=" + next;
      } while (!next.isEmpty());
      assertThat(ids).hasSize(40).doesNotHaveDuplicates();
      List<String> sorted = by.stream().sorted().toList();
      assertThat(by).isEqualTo(sort.startsWith("-") ? sorted.reversed() : sorted);
    }
  }

  @Test
  void countingStopsWhereNobodyReadsTheDifference() {
    for (int i = 0; i < 1101; i++) {
      things.add("many", Colour.RED, i < 1001 ? Shelf.UPPER : Shelf.LOWER, 1, "2026-01-31");
    }
    JsonNode page = list("?words=many");
    assertThat(page.path("total").asInt()).isEqualTo(1000);
    assertThat(page.path("more").asBoolean()).isTrue();
    assertThat(list("?words=many&shelf=LOWER").path("total").asInt()).isEqualTo(100);
    assertThat(reader().get(PAGE + "?words=many").body()).contains("more than 1000");
    assertThat(rows(file(API + ".csv?words=many"))).hasSize(1002);
    for (int i = 0; i < 200; i++) {
      things.add("many", Colour.BLUE, Shelf.UPPER, 1, "2026-01-31");
    }
    Answer tooMany = reader().get(API + ".csv?words=many");
    Program.problem(tooMany, 422, "too-many-rows");
    assertThat(tooMany.body()).contains("more than 1200 rows");
    assertThat(rows(file(API + ".csv?words=many&colour=RED"))).hasSize(1002);
  }

  @Test
  void aSpreadsheetHoldsExactlyWhatIsFiltered() throws IOException {
    HttpResponse<byte[]> file = file(PAGE + ".xlsx?shelf=LOWER&from=2026-02-01&sort=-number");
    assertThat(file.headers().firstValue("content-disposition").orElse(""))
        .contains("Things-")
        .contains(".xlsx");
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file.body()));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      List<List<Object>> read =
          rows.map(row -> row.stream().map(cell -> cell == null ? "" : cell.getValue()).toList())
              .map(row -> List.<Object>copyOf(row))
              .toList();
      assertThat(read.getFirst()).containsExactly("Name", "Colour", "Number", "Day", "Marks");
      assertThat(read.stream().skip(1).map(List::getFirst).toList())
          .containsExactly("“𠮷” <b>&, \"x\"\n换行 \uD83C\uDF0A", "@SUM(A1)", "=1+1");
      assertThat(read.stream().skip(1).map(row -> row.get(2).toString()).toList())
          .containsExactly("9", "8", "-7");
      assertThat(read.getLast().get(1)).isEqualTo("red");
      assertThat(read.getLast().get(4)).isEqualTo("a, b");
    }
  }

  @Test
  void plainTextCarriesNoFormula() {
    HttpResponse<byte[]> file = file(API + ".csv?shelf=LOWER&from=2026-02-01&sort=number&lang=zh");
    assertThat(file.body()).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(file.headers().firstValue("content-disposition").orElse("")).contains("%E7%89%A9");
    List<CSVRecord> rows = rows(file);
    assertThat(rows.getFirst().toList()).containsExactly("名称", "颜色", "个数", "日期", "标签");
    assertThat(rows.get(1).toList()).containsExactly("'=1+1", "红", "-7", "2026-02-28", "a、b");
    assertThat(rows.get(2).get(0)).isEqualTo("'@SUM(A1)");
    assertThat(rows.get(3).get(0)).isEqualTo("“𠮷” <b>&, \"x\"\n换行 \uD83C\uDF0A");
    assertThat(rows).hasSize(4);
  }

  @Test
  void aPageTellsWhatNarrowsItAndLeadsOn() {
    String page = reader().get(PAGE + "?words=thing-&colour=RED&limit=7").body();
    assertThat(page)
        .contains("20 in all")
        .contains("href=\"/things-of-tests?words=thing-&amp;limit=7\"")
        .contains(
            "href=\"/things-of-tests?words=thing-&amp;colour=RED&amp;sort=-name&amp;limit=7\"")
        .contains("aria-sort=\"ascending\"")
        .contains("rel=\"next\"")
        .contains("href=\"/things-of-tests.xlsx?words=thing-&amp;colour=RED\"")
        .contains("href=\"/things/");
    assertThat(reader().get(PAGE + "?words=nothing-like-it").body())
        .contains("Nothing matches. Remove or widen a filter.");
  }

  private static HttpResponse<byte[]> file(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(RunningApp.url(path)))
              .header("Accept-Language", "en")
              .build();
      var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<CSVRecord> rows(HttpResponse<byte[]> file) {
    String text = new String(file.body(), StandardCharsets.UTF_8).substring(1);
    try (var parser = CSVFormat.EXCEL.parse(new java.io.StringReader(text))) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
