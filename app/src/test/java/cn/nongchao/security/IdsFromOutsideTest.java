package cn.nongchao.security;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever a client names: an id of now, and of nothing else there is. */
class IdsFromOutsideTest {

  private static final String EVIDENCE = "/api/v1/evidence";

  private static final Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
  private static final Program admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));

  private static UUID madeAfter(Duration ago) {
    long millis = Instant.now().plus(ago).toEpochMilli();
    UUID random = UUID.randomUUID();
    return new UUID(
        millis << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
        random.getLeastSignificantBits());
  }

  private static Answer reported(UUID id) {
    return worker.post(Casework.EVENTS, with(Casework.report("GRID", "编号"), "id", id));
  }

  private static Answer sent(UUID id) {
    byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    return worker.visitor().upload(EVIDENCE, "a.pdf", pdf, Map.of("id", id.toString()));
  }

  private static Answer imported(UUID id) {
    return admin.upload(
        "/api/v1/imports/people", "people.csv", "姓名,单位\n甲,乙\n", Map.of("id", id.toString()));
  }

  private static Answer founded(UUID id) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("name", "编号单位 " + id);
    body.put("kind", "department");
    body.put("division", Cast.HOME);
    return admin.post("/api/v1/organisations", body);
  }

  private static Answer noted(JsonNode event, UUID entry) {
    Map<String, Object> move = new LinkedHashMap<>();
    move.put("entry", entry);
    move.put("version", event.path("version").asInt());
    move.put("move", "NOTED");
    move.put("note", "补充");
    return worker.post(Casework.EVENTS + "/" + event.path("id").asString() + "/moves", move);
  }

  private static void refused(Answer answer, String field) {
    problem(answer, 422, "unfit-id", field);
    assertThat(answer.body()).contains("UUID of version 7", "31 days", "15 minutes");
  }

  @Test
  void anIdIsOfVersionSevenAndOfNow() {
    JsonNode event = Casework.reported("编号的步骤");
    List<UUID> bad =
        List.of(
            UUID.randomUUID(),
            madeAfter(Duration.ofDays(-32)),
            madeAfter(Duration.ofMinutes(16)),
            UUID.fromString("ffffffff-ffff-7fff-8fff-ffffffffffff"),
            new UUID(Ids.next().getMostSignificantBits(), 1));
    for (UUID id : bad) {
      refused(reported(id), "id");
      refused(sent(id), "id");
      refused(imported(id), "id");
      refused(founded(id), "id");
      refused(noted(event, id), "entry");
    }
    for (Duration good : List.of(Duration.ofDays(-30), Duration.ofMinutes(14))) {
      read(reported(madeAfter(good)), 201);
      read(sent(madeAfter(good)), 201);
      read(imported(madeAfter(good)), 201);
      read(founded(madeAfter(good)), 201);
      event = read(noted(event, madeAfter(good)), 200);
    }
  }

  /** Told in a code that anybody scans. */
  private static UUID act(JsonNode event) {
    LoopId loop = LoopId.read(event.path("id").asString());
    ActRecord act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            new DivisionCode(Casework.GRID),
            "",
            List.of("33010912345", "33010912346"),
            List.of(Fact.open(Text.of("结果", "Result"), Text.same("已劝离"))));
    return RunningApp.bean(Codes.class).issue(act).orThrow().act();
  }

  @Test
  void theIdOfAnythingElseIsTaken() {
    JsonNode event = Casework.reported("编号已用");
    UUID entry = Ids.next();
    event = read(noted(event, entry), 200);
    UUID file = Ids.next();
    read(sent(file), 201);
    UUID preview = Ids.next();
    read(imported(preview), 201);
    UUID unit = Ids.next();
    read(founded(unit), 201);
    UUID person = Cast.atHome(CasesRoles.CLERK).id();
    UUID loop = UUID.fromString(event.path("id").asString());
    for (UUID taken : List.of(act(event), entry, file, preview, unit, person, loop)) {
      if (!taken.equals(loop)) problem(reported(taken), 409, "already-exists", "id");
      if (!taken.equals(file)) problem(sent(taken), 409, "already-exists", "id");
      if (!taken.equals(preview)) problem(imported(taken), 409, "already-exists", "id");
      if (!taken.equals(unit)) problem(founded(taken), 409, "already-exists", "id");
      if (!taken.equals(entry)) problem(noted(event, taken), 409, "already-exists", "entry");
    }
    // The same again is the same.
    read(sent(file), 201);
    read(founded(unit), 201);
    read(imported(preview), 201);
  }

  @Test
  void ofTwoThingsAtOnceUnderOneIdOneIsMade() throws Exception {
    JsonNode event = Casework.reported("同时");
    List<Function<UUID, Answer>> writes =
        List.of(
            IdsFromOutsideTest::reported,
            IdsFromOutsideTest::sent,
            IdsFromOutsideTest::founded,
            id -> noted(event, id));
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 6; round++) {
        UUID id = Ids.next();
        List<Future<Answer>> answers = new ArrayList<>();
        for (Function<UUID, Answer> write : writes) {
          answers.add(all.submit(() -> write.apply(id)));
        }
        int made = 0;
        for (Future<Answer> answer : answers) {
          int status = answer.get().status();
          assertThat(status).as(answer.get().body()).isIn(200, 201, 409);
          if (status < 300) made++;
        }
        assertThat(made).isEqualTo(1);
      }
    }
  }
}
