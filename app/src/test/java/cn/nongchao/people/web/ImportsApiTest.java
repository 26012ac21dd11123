package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Programs import files in the two steps of the page: every bad row shown, then all or none. */
class ImportsApiTest {

  private static final String IMPORTS = "/api/v1/imports/";
  private static final String PEOPLE = IMPORTS + "people";
  private static final String HEADER = "姓名,单位,账号,电话\n";

  private static Program admin;
  private static Program away;
  private static Program clerk;
  private static Program whole;

  private final String tag = Ids.next().toString().substring(24);

  @BeforeAll
  static void programs() {
    admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    away = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    whole = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    clerk = Program.of(Cast.atHome(CasesRoles.CLERK));
  }

  private static Answer upload(Program program, String kind, UUID id, String content) {
    return program.upload(IMPORTS + kind, "file.csv", content, Map.of("id", id.toString()));
  }

  private static Answer upload(String kind, UUID id, String content) {
    return upload(admin, kind, id, content);
  }

  private static String person(String login) {
    return "导入" + login + ",河庄街道办事处," + login + ",13912345678\n";
  }

  private static int found(String login) {
    return read(admin.get("/api/v1/persons?words=" + login), 200).path("items").size();
  }

  private static int confirmed(String path) {
    return read(admin.post(path + "/confirm", Map.of()), 200).path("rows").asInt();
  }

  @Test
  void badRowsAreShownAndNothingIsWritten() {
    UUID id = Ids.next();
    String file = HEADER + person("i" + tag) + "导入乙,没有的单位,j" + tag + ",139123456\n";
    Answer answer = upload("people", id, file);
    JsonNode preview = read(answer, 201);
    assertThat(answer.header("location")).isEqualTo(PEOPLE + "/" + id);
    assertThat(preview.path("good").asInt()).isEqualTo(1);
    assertThat(preview.path("bad").asInt()).isEqualTo(1);
    JsonNode bad = preview.path("badRows").path(0);
    assertThat(bad.path("line").asInt()).isEqualTo(3);
    assertThat(bad.path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("organisation", "phone");
    assertThat(bad.path("errors").findValuesAsString("detail")).anyMatch(d -> d.contains("11"));
    assertThat(answer.body()).doesNotContain("13912345678", "139123456");
    assertThat(read(admin.get(PEOPLE + "/" + id), 200)).isEqualTo(preview);
    assertThat(found("i" + tag)).isZero();
  }

  @Test
  void goodRowsAreWrittenOnceByWhoeverSentThem() {
    UUID id = Ids.next();
    read(upload("people", id, HEADER + person("p" + tag) + ",,q" + tag + ",\n"), 201);
    String path = PEOPLE + "/" + id;
    problem(away.get(path), 404, "not-found");
    problem(away.post(path + "/confirm", Map.of()), 404, "not-found");
    problem(admin.get(IMPORTS + "divisions/" + id), 404, "not-found");
    problem(admin.post(IMPORTS + "divisions/" + id + "/confirm", Map.of()), 404, "not-found");
    problem(clerk.post(path + "/confirm", Map.of()), 403, "not-allowed");
    assertThat(found("p" + tag)).isZero();

    assertThat(confirmed(path)).isEqualTo(1);
    assertThat(confirmed(path)).isEqualTo(1);
    assertThat(found("p" + tag)).isEqualTo(1);
    assertThat(found("q" + tag)).isZero();
    assertThat(read(admin.get(path), 200).path("confirmed").asString()).isNotBlank();
  }

  @Test
  void aFileSentTwiceIsReadOnce() {
    UUID id = Ids.next();
    String file = HEADER + person("k" + tag);
    JsonNode once = read(upload("people", id, file), 201);
    assertThat(read(upload("people", id, file), 201)).isEqualTo(once);
    problem(upload("people", id, HEADER + person("l" + tag)), 409, "already-exists");
    problem(upload(away, "people", id, file), 409, "already-exists", "id");
  }

  @Test
  void whatIsWrongWithAFileIsNamed() {
    String file = HEADER + person("m" + tag);
    problem(upload("people", Ids.next(), ""), 400, "bad-input", "file");
    problem(upload("people", Ids.next(), "什么\n列\n"), 400, "bad-input", "file");
    problem(admin.post(PEOPLE, Map.of()), 400, "bad-input", "file");
    problem(admin.upload(PEOPLE, "file.csv", file, Map.of()), 400, "bad-input", "id");
    problem(upload("animals", Ids.next(), file), 404, "not-found");
    problem(upload(clerk, "people", Ids.next(), file), 403, "not-allowed");
    problem(admin.get(PEOPLE + "/" + Ids.next()), 404, "not-found");
    problem(admin.get(PEOPLE + "/x"), 404, "not-found");
  }

  @Test
  void anEmptyFileIsCalledEmpty() {
    for (String kind : List.of("people", "outlines")) {
      Answer answer = upload(kind, Ids.next(), "");
      problem(answer, 400, "bad-input", "file");
      assertThat(answer.body()).contains("the file is empty");
      Visitor person = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
      assertThat(person.upload("/imports/" + kind, "a.csv", new byte[0], Map.of()).body())
          .contains("文件是空的")
          .doesNotContain("请选择文件");
      assertThat(person.upload("/imports/" + kind, "", new byte[0], Map.of()).body())
          .contains("请选择文件");
    }
  }

  @Test
  void everyBadRowIsShownPageByPage() {
    StringBuilder file = new StringBuilder("名称,类别,区划代码\n");
    for (int i = 0; i < 503; i++) file.append("坏").append(i).append(",怪物,330114003\n");
    UUID id = Ids.next();
    JsonNode first = read(upload("organisations", id, file.toString()), 201);
    assertThat(first.path("bad").asInt()).isEqualTo(503);
    assertThat(first.path("badRows")).hasSize(500);
    String path = IMPORTS + "organisations/" + id;
    String next = first.path("nextBad").asString();
    JsonNode second = read(admin.get(path + "?after=" + next), 200);
    assertThat(second.path("badRows")).hasSize(3);
    assertThat(second.path("badRows").path(0).path("line").asInt()).isEqualTo(502);
    assertThat(second.path("nextBad").isNull()).isTrue();
    problem(admin.get(path + "?after=x"), 400, "bad-input", "after");
    problem(admin.post(path + "/confirm", Map.of()), 422, "nothing-good");
  }

  @Test
  void whatARowOfPlacesWouldDoIsTold() {
    String street = Cast.HOME;
    String file =
        "code,name,level\n%s877,预览村委会,village\n%s201,改名村委会,village\n%s202,%s,village\n"
            .formatted(street, street, street, place(street + "202"));
    UUID id = Ids.next();
    JsonNode preview = read(upload("divisions", id, file), 201);
    assertThat(preview.path("changes").toString())
        .isEqualTo("{\"added\":1,\"changed\":1,\"unchanged\":1}");
    assertThat(preview.path("sample").findValuesAsString("change"))
        .containsExactly("new", "changed", "unchanged");
    assertThat(preview.path("changedRows").path(0).path("before").path("name").asString())
        .isEqualTo(place(street + "201"));
    Visitor person = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(person.saying("Accept-Language", "zh").get("/imports/divisions/" + id).body())
        .contains(place(street + "201") + " → 改名村委会", "新增 1，修改 1，不变 1", "村、社区</span>")
        .doesNotContain("</small> village");
  }

  private static String place(String code) {
    return RunningApp.bean(Divisions.class).find(new DivisionCode(code)).orElseThrow().name();
  }

  @Test
  void aRowThatTurnedBadSinceThePreviewStopsAllOfThem() {
    UUID first = Ids.next();
    UUID second = Ids.next();
    read(upload("people", first, HEADER + person("n" + tag)), 201);
    read(upload("people", second, HEADER + person("o" + tag) + "别人" + person("n" + tag)), 201);
    assertThat(confirmed(PEOPLE + "/" + first)).isEqualTo(1);
    problem(admin.post(PEOPLE + "/" + second + "/confirm", Map.of()), 422, "changed-since");
    assertThat(found("o" + tag)).isZero();
  }

  @Test
  void whatAColumnMeansIsSaidByPageAndByProgram() {
    String file = "姓名,单位,账号,local-" + tag + "\n";
    UUID id = Ids.next();
    String path = PEOPLE + "/" + id;
    JsonNode preview =
        read(upload("people", id, file + person("q" + tag).replace("13912345678", "x")), 201);
    assertThat(preview.path("headings").path(3).path("column").isNull()).isTrue();
    problem(admin.post(path + "/confirm", Map.of()), 422, "undecided");
    Visitor person = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(person.saying("Accept-Language", "zh").get("/imports/people/" + id).body())
        .contains("不认识 1 列", "local-" + tag);
    Map<String, ?> said =
        Map.of("headings", List.of(Map.of("heading", "local-" + tag, "column", "shoes")));
    problem(admin.post(path + "/columns", said), 400, "bad-input", "headings");
    problem(away.post(path + "/columns", said), 404, "not-found");
    Answer sent =
        person.post(
            "/imports/people/" + id + "/columns",
            Map.of("headings/0/heading", "local-" + tag, "headings/0/column", "-"));
    assertThat(sent.sendsTo("/imports/people/" + id)).isTrue();
    assertThat(confirmed(path)).isEqualTo(1);
    assertThat(found("q" + tag)).isEqualTo(1);
    assertThat(admin.get(path + "/bad.xlsx").header("content-type")).contains("spreadsheetml");
    problem(away.get(path + "/bad.xlsx"), 404, "not-found");
  }

  @Test
  void aTemplateTellsTheColumnsAndIsTakenBack(@TempDir Path dir) throws IOException {
    for (String kind : RunningApp.bean(Imports.class).titles().keySet()) {
      if (kind.equals("outlines")) continue;
      JsonNode columns = read(admin.get(IMPORTS + kind), 200).path("columns");
      Answer template = admin.get(IMPORTS + kind + "/template.xlsx");
      assertThat(template.header("content-type")).contains("spreadsheetml");
      byte[] file = RunningApp.bean(Imports.class).template(kind, Lang.ZH).orElseThrow();
      assertThat(columns.size()).isPositive();
      Path kept = Files.write(dir.resolve(kind + ".xlsx"), file);
      try (ZipFile zip = new ZipFile(kept.toFile())) {
        String styles = text(zip, "xl/styles.xml");
        String sheet = text(zip, "xl/worksheets/sheet1.xml");
        assertThat(styles).as("text").contains("formatCode=\"@\"");
        assertThat(sheet).as("also where nothing stands yet").contains("<c r=\"A21\" s=\"1\">");
      }
      byte[] english = RunningApp.bean(Imports.class).template(kind, Lang.EN).orElseThrow();
      Path other = Files.write(dir.resolve(kind + "-en.xlsx"), english);
      try (ZipFile zip = new ZipFile(other.toFile())) {
        assertThat(text(zip, "xl/worksheets/sheet1.xml").replaceAll("<row r=\"2\".*", ""))
            .as("headings are in the reader's language")
            .doesNotContainPattern("\\p{IsHan}");
      }
      String id = Ids.next().toString();
      JsonNode back = read(whole.upload(IMPORTS + kind, "file.xlsx", file, Map.of("id", id)), 201);
      assertThat(back.path("headings").findValuesAsString("column"))
          .isEqualTo(columns.findValuesAsString("name"));
    }
    assertThat(read(admin.get(IMPORTS + "outlines"), 200).path("columns")).isEmpty();
    problem(admin.get(IMPORTS + "outlines/template.xlsx"), 404, "not-found");
    problem(admin.get(IMPORTS + "animals"), 404, "not-found");
    problem(clerk.get(PEOPLE + "/template.xlsx"), 403, "not-allowed");
  }

  @Test
  void thePageOfAnImportIsInTheReadersLanguage() {
    UUID id = Ids.next();
    read(upload("people", id, "name,organisation\nWang,河庄街道办事处\n"), 201);
    Visitor page = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(page.saying("Accept-Language", "en").get("/imports/people/" + id).body())
        .contains("value=\"pinyin\"")
        .doesNotContain("value=\"拼音\"");
    assertThat(page.saying("Accept-Language", "zh").get("/imports/people/" + id).body())
        .contains("value=\"拼音\"");
  }

  private static String text(ZipFile zip, String part) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(part)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
