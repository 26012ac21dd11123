package cn.nongchao.cases.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A program reads the responsibility list, in force and as it was, and edits it. */
class ListApiTest {

  private static final String LIST = "/api/v1/responsibility";

  /** An upper level of this test's own. */
  private static final String UPPER = "97";

  private static Program clerk;
  private static Cast.Member squad;

  @BeforeAll
  static void upperLevel() {
    clerk = Program.of(Cast.atHome(CasesRoles.CLERK));
    squad = Cast.newcomer(LoopRoles.SQUAD_LEADER);
    read(clerk.put(LIST + "/" + UPPER, with(line("接口测试"), "parent", null)), 200);
  }

  private static int version() {
    return read(clerk.get(LIST), 200).path("version").asInt();
  }

  private static Map<String, Object> line(String name) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("version", version());
    line.put("reason", "测试");
    line.put("parent", UPPER);
    line.put("nameZh", name);
    line.put("nameEn", "Test of the interface");
    line.put("lead", squad.organisation());
    line.put("allowance", 960);
    line.put("basis", "测试办法第一条");
    return line;
  }

  /** The line as it stands in a list; missing where it is not there. */
  private static JsonNode find(JsonNode list, String code) {
    return StreamSupport.stream(list.path("lines").spliterator(), false)
        .filter(line -> line.path("code").asString().equals(code))
        .findFirst()
        .orElseGet(() -> list.path("no line"));
  }

  @Test
  void aLineIsAddedReplacedAndRetiredAndEarlierVersionsStay() {
    String path = LIST + "/9701";
    int added = read(clerk.put(path, line("垃圾乱堆")), 200).path("version").asInt();
    JsonNode line = find(read(clerk.get(LIST), 200), "9701");
    assertThat(line.path("nameZh").asString()).isEqualTo("垃圾乱堆");
    assertThat(line.path("lead").asString()).isEqualTo(squad.organisation().toString());
    assertThat(line.path("allowance").asInt()).isEqualTo(960);
    assertThat(line.path("working").asBoolean()).isTrue();

    int replaced = read(clerk.put(path, line("垃圾堆放")), 200).path("version").asInt();
    assertThat(replaced).isEqualTo(added + 1);
    JsonNode newest = read(clerk.get(LIST + "/versions"), 200).path("items").path(0);
    assertThat(newest.path("number").asInt()).isEqualTo(replaced);
    assertThat(newest.path("reason").asString()).isNotBlank();
    Map<String, ?> retiring = Map.of("version", replaced, "reason", "并入他项");
    int retired = read(clerk.post(path + "/retire", retiring), 200).path("version").asInt();
    assertThat(find(read(clerk.get(LIST), 200), "9701").isMissingNode()).isTrue();
    JsonNode before = read(clerk.get(LIST + "?version=" + added), 200);
    assertThat(find(before, "9701").path("nameZh").asString()).isEqualTo("垃圾乱堆");
    assertThat(before.path("current").asInt()).isEqualTo(retired);

    // Sent again, it is the same retiring.
    JsonNode again = read(clerk.post(path + "/retire", retiring), 200);
    assertThat(again.path("version").asInt()).isEqualTo(retired);
    assertThat(version()).isEqualTo(retired);
  }

  @Test
  void theSameLineTwiceIsOneVersion() {
    Map<String, Object> line = line(" 占用绿地 ");
    int once = read(clerk.put(LIST + "/9702", line), 200).path("version").asInt();
    int again = read(clerk.put(LIST + "/9702", line), 200).path("version").asInt();
    assertThat(again).isEqualTo(once);
    assertThat(version()).isEqualTo(once);
  }

  @Test
  void whoEditsAnOvertakenVersionIsTold() {
    Map<String, Object> late = line("后到的");
    read(clerk.put(LIST + "/9703", line("先到的")), 200);
    problem(clerk.put(LIST + "/9703", late), 409, "moved-first");
    problem(clerk.post(LIST + "/9703/retire", late), 409, "moved-first");
    JsonNode line = find(read(clerk.get(LIST), 200), "9703");
    assertThat(line.path("nameZh").asString()).isEqualTo("先到的");
  }

  @Test
  void whatIsWrongWithALineIsNamed() {
    Map<String, Object> line = line("有误的");
    int before = version();
    refused("9704", with(line, "version", null), "version");
    refused("9704", with(line, "version", "x"), "version");
    refused("9704", with(line, "reason", " "), "reason");
    refused("9704", with(line, "nameZh", ""), "nameZh");
    refused("9704", with(line, "nameEn", null), "nameEn");
    refused("9704", with(line, "lead", Ids.next()), "lead");
    refused("9704", with(line, "assisting", List.of(Ids.next())), "assisting");
    refused("9704", with(line, "allowance", 0), "allowance");
    refused("9604", line, "code");
    refused("abcd", with(line, "parent", "ab"), "code", "parent");
    String retire = LIST + "/" + UPPER + "/retire";
    problem(clerk.post(retire, Map.of("reason", "x")), 400, "bad-input", "version");
    problem(clerk.post(retire, Map.of("version", before)), 400, "bad-input", "reason");
    Map<String, ?> retiring = Map.of("version", before, "reason", "x");
    problem(clerk.post(LIST + "/9799/retire", retiring), 404, "not-found");
    problem(clerk.get(LIST + "?version=" + (before + 1)), 404, "not-found");
    assertThat(version()).isEqualTo(before);
  }

  private static void refused(String code, Map<String, ?> line, String... fields) {
    problem(clerk.put(LIST + "/" + code, line), 400, "bad-input", fields);
  }

  @Test
  void whoMayNotEditMayRead() {
    Map<String, Object> line = line("无权的");
    for (Program other :
        List.of(
            Program.of(Cast.atHome(CasesRoles.DISPATCHER)),
            Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR)))) {
      assertThat(read(other.get(LIST), 200).path("lines").isEmpty()).isFalse();
      problem(other.put(LIST + "/9705", line), 403, "not-allowed");
      problem(other.post(LIST + "/" + UPPER + "/retire", line), 403, "not-allowed");
    }
    assertThat(find(read(clerk.get(LIST), 200), UPPER).isMissingNode()).isFalse();
  }
}
