package cn.nongchao.security;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How much of what is somebody else's work may be made in an hour. */
class CitizenLimitsTest {

  private static final byte[] PDF = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);

  @Test
  void whoeverHasAnAccountReportsAndNotesSixtyTimesAnHour() {
    Cast.Member member = Cast.newcomer(PeopleRoles.CITIZEN);
    Program citizen = Program.of(member);
    JsonNode taken = read(citizen.post(Casework.EVENTS, Casework.report("CITIZEN", "有账号的市民")), 201);
    String event = Casework.EVENTS + "/" + taken.path("id").asString();
    problem(
        citizen.post(Casework.EVENTS, with(Casework.report("CITIZEN", "错"), "phone", "1")),
        400,
        "bad-input",
        "phone");
    int version = 1;
    for (int i = 1; i < 60; i++) {
      Map<String, Object> note = new LinkedHashMap<>();
      note.put("entry", Ids.next());
      note.put("version", version++);
      note.put("move", "NOTED");
      note.put("note", "补充 " + i);
      read(citizen.post(event + "/moves", note), 200);
    }
    Answer more = citizen.post(Casework.EVENTS, Casework.report("CITIZEN", "再报"));
    problem(more, 429, "too-many");
    assertThat(more.body()).contains("too many submissions, try again in", "110");
    assertThat(Integer.parseInt(more.header("retry-after"))).isBetween(1, 3600);
    Visitor page = Visitor.signedIn(member.session());
    Answer told = page.post("/events/new", Map.of("words", "再报"));
    assertThat(told.status()).isEqualTo(429);
    assertThat(told.body()).contains("提交过于频繁，请", "后再试");
    assertThat(citizen.get(event).status()).as("reading goes on").isEqualTo(200);
    JsonNode other =
        read(
            Program.of(Cast.atHome(CasesRoles.GRID_WORKER))
                .post(Casework.EVENTS, Casework.report("GRID", "工作")),
            201);
    assertThat(other.path("number").asString()).as("work goes on").isNotEmpty();
  }

  @Test
  void ofUploadsBesideEachOtherNoneIsTooMany() throws Exception {
    List<Future<Integer>> all = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 140; i++) {
        all.add(
            senders.submit(() -> {
              Program one = Program.nobody("203.0.113.140");
              int status;
              do {
                status = one.upload("/api/v1/evidence", "a.pdf", PDF).status();
              } while (status == 503); // more than the server takes at once
              return status;
            }));
      }
    }
    List<Integer> answers = new ArrayList<>();
    for (Future<Integer> one : all) answers.add(one.get());
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(120);
    assertThat(answers.stream().filter(status -> status == 429)).hasSize(20);
  }
}
