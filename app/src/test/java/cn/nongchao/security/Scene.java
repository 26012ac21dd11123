package cn.nongchao.security;

import static cn.nongchao.Program.read;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.SampleFiles;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.SessionsOf;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One of each thing that can be asked for, real and in the home street, with its own words. */
final class Scene {

  /** The role of whoever opened all loops. */
  static final String OPENED = CasesRoles.DISPATCHER;

  /** The role of whoever has them in hand. */
  static final String HANDLED = CasesRoles.OFFICER;

  private static final String MARK = Ids.next().toString().substring(24);

  /** What is looked for, and what nobody may read who may not see the thing. */
  static final String HEAD = "寻" + MARK;

  static final String TAIL = "密" + MARK;
  private static final String WORDS = HEAD + TAIL;

  /** A body of the street: its name is there for all in the street to choose. */
  static final String FIRM = HEAD + "店";

  private static final String GRID = Casework.GRID;

  /** A code of its own: other tests of the list have theirs. */
  private static final String LINE = "94";

  private final UUID hands = Standing.unit("承办队", Cast.HOME);
  private final UUID assisting = Standing.unit("协办队", Cast.HOME);
  private final UUID opener = Standing.person("登记人", null);
  private final UUID worker = Standing.person("承办人", hands);
  private final UUID asked = Standing.person("被列名人", hands);
  private final UUID person = Standing.person(WORDS, hands);
  private final UUID firm = Standing.unit(FIRM, Cast.HOME);
  private final UUID grant;
  private final UUID post = Ids.next();
  private final UUID token = Ids.next();
  private final UUID passkey = Ids.next();
  private final UUID alert = Ids.next();
  private final UUID act = Ids.next();
  private final UUID picture;
  private final UUID robot;
  private final UUID undelivered = Ids.next();
  private final UUID file = Ids.next();
  private final String line;
  private final UUID entry;
  private final Program desk;
  private final Program unit;
  private final Map<String, LoopId> loops = new LinkedHashMap<>();

  Scene() {
    Standing.grant(opener, role(OPENED), Cast.HOME, null, null);
    Standing.grant(worker, role(HANDLED), null, hands, null);
    Standing.grant(asked, role(HANDLED), null, hands, null);
    Standing.grant(person, role(HANDLED), null, hands, null);
    grant =
        jdbc()
            .sql("select id from people.grants where person = ?")
            .param(person)
            .query(UUID.class)
            .single();
    Standing.grant(Standing.person(WORDS, hands), role(HANDLED), null, hands, null);
    desk = Program.inPerson(SessionsOf.person(opener));
    unit = Program.inPerson(SessionsOf.person(worker));
    papers();
    picture = photo();
    events();
    whistles();
    repairs();
    code();
    line = line();
    imported();
    robot = Notified.robot(hands, WORDS, undelivered);
    entry = RunningApp.bean(Loops.class).entries(event("HANDLING")).getLast().id();
    move(opener);
    move(worker);
  }

  /** What they were over they are no more; they opened it or have it in hand still. */
  private static void move(UUID person) {
    jdbc()
        .sql("update people.grants set division = ?, organisation = null where person = ?")
        .params(Cast.AWAY, person)
        .update();
    jdbc().sql("update people.persons set organisation = null where id = ?").param(person).update();
  }

  private static Role role(String name) {
    return RunningApp.bean(Roles.class).find(name).orElseThrow();
  }

  private static JdbcClient jdbc() {
    return RunningApp.bean(JdbcClient.class);
  }

  private void papers() {
    for (UUID officer : List.of(worker, asked)) {
      jdbc()
          .sql(
              "insert into people.qualifications (id, person, kind, number, issuer, valid_from)"
                  + " values (?, ?, 'law-enforcement', ?, '试', '2020-01-01')")
          .params(Ids.next(), officer, "33-" + officer.toString().substring(28))
          .update();
    }
    jdbc()
        .sql(
            "insert into people.posts (id, person, organisation, title, valid_from)"
                + " values (?, ?, ?, '队员', now())")
        .params(post, person, hands)
        .update();
    jdbc()
        .sql(
            "insert into people.api_tokens (id, token_hash, person, name, created_at, expires_at)"
                + " values (?, ?, ?, ?, now(), now() + interval '9 d')")
        .params(token, token.toString(), person, WORDS)
        .update();
    passkey(passkey, person, WORDS);
    jdbc()
        .sql(
            "insert into proof.alerts (id, at, kind, detail, division)"
                + " values (?, now(), 'act-complained', ?, ?)")
        .params(alert, WORDS, GRID)
        .update();
  }

  /** Of an authenticator that is nowhere: there is nothing to come in with. */
  static void passkey(UUID id, UUID owner, String name) {
    jdbc()
        .sql(
            "insert into people.passkeys (id, person, credential, key, counter, eligible, copied,"
                + " name, made_at) values (?, ?, uuid_send(?), '', 0, false, false, ?, now())")
        .params(id, owner, id, name)
        .update();
  }

  private UUID photo() {
    try {
      byte[] bytes = SampleFiles.picture("jpg", 40, 30);
      JsonNode taken = read(unit.upload("/api/v1/evidence", "a.jpg", bytes), 201);
      return UUID.fromString(taken.path("id").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- events, one for each stage

  private JsonNode reported() {
    Map<String, Object> report = Casework.report("HOTLINE", WORDS);
    report.put("phone", "13912345678");
    JsonNode taken = read(desk.post(Casework.EVENTS, report), 201);
    return Casework.event(taken.path("id").asString());
  }

  private JsonNode sent() {
    JsonNode sorted = Casework.moved(desk, reported(), "TRIAGED", Map.of("category", "0201"));
    Map<String, Object> to = Map.of("to", hands, "organisations", List.of(assisting));
    return Casework.moved(desk, sorted, "DISPATCHED", to);
  }

  private JsonNode handling() {
    JsonNode taken = Casework.moved(unit, sent(), "ACCEPTED", Map.of());
    return Casework.event(taken.path("id").asString());
  }

  private JsonNode handled() {
    return Casework.moved(
        unit,
        handling(),
        "HANDLED",
        Map.of("disposition", "MANAGE", "note", "已劝离", "reply", "已驶离"));
  }

  private JsonNode checked() {
    return Casework.moved(desk, handled(), "PASSED", Map.of("way", "CALL", "note", "属实"));
  }

  private void events() {
    keep("event", reported());
    keep("event", Casework.moved(desk, reported(), "TRIAGED", Map.of("category", "0201")));
    keep("event", sent());
    Map<String, Object> step = Map.of("note", WORDS, "evidence", List.of(picture));
    keep("event", Casework.moved(unit, handling(), "STEP_RECORDED", step));
    keep("event", handled());
    keepAs("event AWAITING", enforced());
    keep("event", checked());
    keep("event", Casework.moved(desk, checked(), "CLOSED", Map.of()));
    keep("event", Casework.moved(desk, reported(), "DECLINED", Map.of("note", "不受理")));
    keep("event", Casework.moved(desk, handling(), "PAUSED", Map.of("note", "台风")));
  }

  /** The worker recorded it; whoever is named with them has not confirmed. */
  private JsonNode enforced() {
    return Casework.moved(
        unit,
        handling(),
        "HANDLED",
        Map.of(
            "disposition", "ENFORCE",
            "act", "PERSUADED",
            "officers", List.of(worker, asked),
            "note", "已劝导"));
  }

  private void keepAs(String name, JsonNode loop) {
    loops.put(name, new LoopId(UUID.fromString(loop.path("id").asString())));
  }

  private void keep(String kind, JsonNode loop) {
    keep(kind, loop.path("id").asString());
  }

  private void keep(String kind, String id) {
    Loop loop = RunningApp.bean(Loops.class).find(new LoopId(UUID.fromString(id))).orElseThrow();
    loops.put(kind + " " + loop.stage(), loop.id());
  }

  // ---- whistles and repairs

  private String called() {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("id", Ids.next());
    wish.put("title", WORDS);
    wish.put("division", GRID);
    wish.put("radius", 300);
    wish.put("minutes", 30);
    wish.put("units", List.of(hands, assisting));
    JsonNode whole = read(desk.post("/api/v1/whistles", wish), 201);
    for (JsonNode one : whole.path("units")) {
      JsonNode whistle = one.path("whistle");
      if (whistle.path("organisation").asString().equals(hands.toString())) {
        return whistle.path("id").asString();
      }
    }
    throw new IllegalStateException("the unit was not called: " + whole);
  }

  private void whistles() {
    keep("whistle", called());
    String present = called();
    Map<String, Object> here = Map.of("entry", Ids.next(), "version", 1, "grid", GRID);
    read(unit.post("/api/v1/whistles/" + present + "/report-in", here), 200);
    keep("whistle", present);
  }

  Map<String, Object> order(String words) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", Ids.next());
    order.put("what", words);
    order.put("how", "清理");
    order.put("place", GRID);
    order.put("unit", hands);
    order.put("until", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(3).toString());
    return order;
  }

  private void repairs() {
    keep("repair", repair());
    String second = repair();
    Map<String, Object> mended = new LinkedHashMap<>();
    mended.put("entry", Ids.next());
    mended.put("version", 1);
    mended.put("move", "REPAIRED");
    mended.put("note", "已清理");
    mended.put("after", List.of(photo()));
    read(unit.post("/api/v1/repairs/" + second + "/moves", mended), 200);
    keep("repair", second);
  }

  private String repair() {
    JsonNode made = read(desk.post("/api/v1/repairs", order(WORDS)), 201);
    return made.path("loop").path("id").asString();
  }

  // ---- the rest

  private void code() {
    LoopId loop = event("HANDLING");
    ActRecord record =
        new ActRecord(
            act,
            "persuasion",
            loop,
            loop.value(),
            new DivisionCode(GRID),
            "",
            List.of("33010912345", "33010912346"),
            List.of(Fact.open(Text.of("结果", "Result"), Text.same(WORDS))),
            OrganisationId.of(hands));
    RunningApp.bean(Codes.class).issue(record).orThrow();
  }

  private static String line() {
    Program clerk = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    JsonNode list = read(clerk.get("/api/v1/responsibility"), 200);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("code", LINE);
    line.put("version", list.path("current").asInt());
    line.put("nameZh", "范围");
    line.put("nameEn", "reach");
    line.put("division", Cast.HOME);
    line.put("reason", "试");
    read(clerk.post("/api/v1/responsibility", line), 201);
    return LINE;
  }

  private void imported() {
    Program owner = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    String rows = "姓名,单位,账号,电话\n" + WORDS + ",没有的单位,,\n";
    read(owner.upload("/api/v1/imports/people", "f.csv", rows, Map.of("id", file.toString())), 201);
  }

  UUID hands() {
    return hands;
  }

  UUID assisting() {
    return assisting;
  }

  /** Leads the matter of the events by the responsibility list; another unit has them in hand. */
  UUID lead() {
    OrganisationId lead =
        RunningApp.bean(ResponsibilityList.class).find("0201").orElseThrow().lead();
    return Objects.requireNonNull(lead).value();
  }

  /** Named as having acted, and asked whether they did. */
  UUID asked() {
    return asked;
  }

  UUID opener() {
    return opener;
  }

  UUID worker() {
    return worker;
  }

  /** A grid of the street in which none of it lies. */
  String grid() {
    return RunningApp.bean(Divisions.class)
        .below(new DivisionCode(Cast.HOME), Division.Level.GRID)
        .stream()
        .map(grid -> grid.code().value())
        .filter(code -> !code.equals(GRID))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  LoopId event(String stage) {
    return loop("event", stage);
  }

  private LoopId loop(String kind, String stage) {
    LoopId found = loops.get(kind + " " + stage);
    if (found == null) throw new IllegalStateException("no " + kind + " stands at " + stage);
    return found;
  }

  /** One from which the move can be made, in somebody's hands if it can be. */
  LoopId movable(String kind, Edge edge) {
    if (edge.move().name().startsWith("OFFICER")) return loops.get("event AWAITING");
    return edge.from().stream()
        .sorted()
        .map(stage -> loops.get(kind + " " + stage))
        .filter(Objects::nonNull)
        .max(Comparator.comparing(id -> find(id).handler() != null))
        .orElseThrow(() -> new IllegalStateException("no " + kind + " for " + edge.move()));
  }

  static Loop find(LoopId id) {
    return RunningApp.bean(Loops.class).find(id).orElseThrow();
  }

  /** An address with the things of this scene in it. */
  String at(String path) {
    String first = path.replaceFirst("^/api/v1", "").replaceFirst("^/([^/]+).*", "$1");
    String filled =
        path.replace("{grant}", grant.toString())
            .replace("{post}", post.toString())
            .replace("{token}", token.toString())
            .replace("{act}", act.toString())
            .replace("{entry}", entry.toString())
            .replace("{kind}", "people");
    if (filled.contains("{transfer}")) {
      filled = filled.replace("{transfer}", transfer().toString());
    }
    if (filled.contains("{paper}")) filled = filled.replace("{paper}", paper().toString());
    if (filled.contains("{code}")) {
      filled = filled.replace("{code}", first.equals("divisions") ? Cast.HOME : line);
    }
    if (path.startsWith("/api/v1/robots/{id}/remove") || path.startsWith("/robots/{id}/remove")) {
      return filled.replace("{id}", Notified.another(robot, assisting).toString());
    }
    return filled.contains("{id}") ? filled.replace("{id}", id(first).toString()) : filled;
  }

  private UUID id(String first) {
    return switch (first) {
      case "events", "loops" -> event("HANDLING").value();
      case "whistles" -> loop("whistle", "CALLED").value();
      case "repairs" -> loop("repair", "ORDERED").value();
      case "persons", "people" -> person;
      case "organisations" -> firm;
      case "alerts" -> alert;
      case "robots" -> robot;
      case "notices", "undelivered" -> undelivered;
      case "account" -> passkey;
      case "evidence" -> picture;
      case "imports" -> file;
      default -> throw new IllegalStateException("nothing stands at /" + first + "/{id}: add it");
    };
  }

  /** A new one each time, since it is gone once removed. */
  private UUID paper() {
    UUID paper = Ids.next();
    jdbc()
        .sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from)"
                + " values (?, ?, 'law-enforcement', ?, '试', current_date)")
        .params(paper, person, paper.toString())
        .update();
    return paper;
  }

  /** Ordered for a day to come. */
  private UUID transfer() {
    UUID transfer = Ids.next();
    jdbc()
        .sql(
            "insert into people.transfers (id, person, organisation, from_day, hand_overs, at)"
                + " values (?, ?, ?, current_date + 30, '', now())")
        .params(transfer, person, hands)
        .update();
    return transfer;
  }
}
