package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.TinyDisk;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be kept is refused in words that say why and when to come again; never a 500. */
class OutagesTest {

  private final Program program = Program.of(Cast.atHome(CasesRoles.DISPATCHER));

  /** The database itself fails, in the middle of a write. */
  @Test
  void whatTheDatabaseCannotDoIsToldAsThat() {
    check("raise exception 'full' using errcode = '53100'", 507, "no-room", "磁盘空间已满");
    check("raise exception 'standby' using errcode = '25006'", 503, "read-only", "只读");
    check("raise exception 'many' using errcode = '53300'", 503, "busy", "繁忙");
    check("perform pg_terminate_backend(pg_backend_pid())", 503, "database-away", "正在恢复");
  }

  private void check(String failing, int status, String type, String words) {
    UUID id = Ids.next();
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    jdbc.sql(
            "create function loop.fails() returns trigger language plpgsql as $$ begin if new.id ="
                + " '"
                + id
                + "' then "
                + failing
                + "; end if; return new; end $$")
        .update();
    jdbc.sql(
            "create trigger fails before insert on loop.loops for each row"
                + " execute function loop.fails()")
        .update();
    try {
      Answer refused = program.post("/api/v1/events", event(id));
      Program.problem(refused, status, type);
      assertThat(refused.header("retry-after")).isNotBlank();
      Answer page =
          Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session())
              .post(
                  "/events/new", Map.of("id", id.toString(), "words", "积水", "division", Cast.HOME));
      assertThat(page.status()).isEqualTo(status);
      assertThat(page.header("retry-after")).isNotBlank();
      assertThat(page.body()).contains(words);
    } finally {
      jdbc.sql("drop function loop.fails() cascade").update();
    }
    assertThat(program.post("/api/v1/events", event(id)).status()).as("by itself").isEqualTo(201);
  }

  private static Map<String, String> event(UUID id) {
    return Map.of("id", id.toString(), "words", "积水", "division", Cast.HOME);
  }

  @Test
  void onAFullDiskNothingIsTakenInAndEverythingCanBeRead() throws Exception {
    Path evidence = RunningApp.bean(Settings.class).data().resolve("evidence");
    Files.createDirectories(evidence);
    Cast.Member member = Cast.atHome(CasesRoles.DISPATCHER);
    Visitor visitor = Visitor.signedIn(member.session());
    Map<String, String> form = Map.of("id", Ids.next().toString(), "words", "积水");
    try (TinyDisk full = TinyDisk.at(evidence, "1m")) {
      assertThat(full.isThere()).isTrue();
      Answer refused = program.post("/api/v1/events", event(Ids.next()));
      Program.problem(refused, 507, "no-room");
      assertThat(refused.header("retry-after")).isEqualTo("60");
      Answer page = visitor.post("/events/new", form);
      assertThat(page.status()).isEqualTo(507);
      assertThat(page.header("retry-after")).isEqualTo("60");
      assertThat(page.body()).contains("暂时不能保存", "磁盘空间已满");
      Answer english = visitor.saying("Accept-Language", "en").post("/events/new", form);
      assertThat(english.body()).contains("Nothing can be saved for now", "disk is full");
      assertThat(program.upload("/api/v1/evidence", "a.pdf", new byte[9]).status()).isEqualTo(507);

      assertThat(visitor.get("/events").status()).isEqualTo(200);
      assertThat(program.get("/api/v1/events").status()).isEqualTo(200);
      Map<String, String> entering = Map.of("login", member.login(), "password", Cast.PASSWORD);
      assertThat(Visitor.anonymous().post("/sign-in", entering).sendsTo("/"))
          .as("reading stands on it")
          .isTrue();
    }
    assertThat(program.post("/api/v1/events", event(Ids.next())).status()).isEqualTo(201);
  }
}
