package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Over;
import cn.nongchao.form.web.DeclaredDoors;
import cn.nongchao.form.web.DeclaredDoors.Door;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.SessionsOf;
import cn.nongchao.platform.Ids;
import cn.nongchao.rules.Tree;
import cn.nongchao.security.Endpoints.Endpoint;
import cn.nongchao.security.Standing.Actor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Role × place × unit × person: every declared write, every move of every kind and every page about
 * one thing, asked about a thing that is there by everybody there can be. Who is let in stands in
 * docs/security/reach.md; whatever the table says, nobody from elsewhere gets in or reads a word.
 */
class ReachMatrixTest {

  private static final Path WRITTEN = Tree.ROOT.resolve("docs/security/reach.md");

  /** A note no form takes: whoever may make the move is told so, and nothing is done. */
  private static final String TOO_LONG = "长".repeat(5000);

  /** Handlers that take something from the address which is not a thing of some place. */
  private static final Map<String, String> NOT_OVER_A_THING =
      Map.of(
          "POST /imports/{kind}", "a kind of file",
          "POST /api/v1/imports/{kind}", "a kind of file",
          "PUT /api/v1/divisions/{code}/outline", "read whole first; asked in OutlinesApiTest",
          "POST /loops/{id}/{move}", "asked with each move",
          "POST /api/v1/loops/{id}/moves", "asked with each move",
          "GET /imports/{kind}", "a kind of file",
          "GET /imports/{kind}/template.xlsx", "a kind of file",
          "GET /api/v1/imports/{kind}", "a kind of file",
          "GET /api/v1/imports/{kind}/template.xlsx", "a kind of file",
          "GET /api/v1/divisions/{code}", "everybody may read what places there are");

  /** What is open beyond the usual, by row and standing, with its reason. */
  private static final Map<String, Set<Standing>> OPEN =
      Map.of(
          // the list is public to all at work; its page says that it is not theirs to change
          "GET /responsibility/{code}",
          Set.of(Standing.NEIGHBOUR, Standing.BESIDE, Standing.AWAY),
          // any squad of the street orders what it finds there mended
          "POST /api/v1/repairs",
          Set.of(Standing.NEIGHBOUR),
          // events of the whole street are sent to its units
          "GET /events/staff",
          Set.of(Standing.NEIGHBOUR, Standing.BESIDE),
          "GET /api/v1/events/staff",
          Set.of(Standing.NEIGHBOUR, Standing.BESIDE));

  private static final Set<String> DESKS =
      Set.of(CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR);

  private static Scene scene;
  private static List<Actor> actors;
  private static Visitor stranger;
  private static final ReachTable TABLE = new ReachTable();

  @BeforeAll
  static void everybodyIsThere() {
    scene = new Scene();
    actors = Standing.everybody(scene);
    TABLE.asked(actors);
    stranger = Visitor.anonymous();
    stranger.saying("X-CSRF-TOKEN", stranger.csrf());
  }

  @Test
  void nobodyReachesFurtherThanWrittenDown() throws IOException {
    writes();
    fields();
    moves();
    reads();
    lists();
    String now = TITLE + TABLE;
    if (Boolean.getBoolean("docs.write")) Files.writeString(WRITTEN, now);
    none(TABLE.wrong());
    assertThat(TABLE.cells()).isGreaterThan(3000);
    assertThat(WRITTEN)
        .withFailMessage("run ./nongchao test --only ReachMatrixTest -Ddocs.write=true")
        .exists();
    assertThat(now)
        .as("docs/security/reach.md; after review rewrite it with -Ddocs.write=true")
        .isEqualTo(Files.readString(WRITTEN));
  }

  private static final String TITLE =
      """
      # Who reaches what

      Written by `ReachMatrixTest`, which asks every declared write over a thing, every move of
      every kind of loop and every page about one thing, as everybody there can be: each role,
      standing towards the thing as the columns say. The thing is real, lies in a grid of one
      street and is in the hands of a unit there. A role is named where it is let in; “anybody
      else” is another unit of the street, another grid of it, another street, and somebody whose
      grant has ended, be it that they still belong to the unit.
      """;

  // ---- writes

  private static void writes() {
    for (Door door : DeclaredDoors.all()) {
      if (door.over() != Over.SUBJECT) continue;
      String row = door.apiMethod() + " " + door.api();
      String api = door.apiMethod();
      nobody(api, door.api(), "{}");
      for (Actor actor : actors) {
        if (!door.by().isEmpty() && !door.by().contains(actor.role())) continue;
        // Its right is asked by the method itself, once it is told what for.
        boolean why = door.api().endsWith("/phone");
        String body = why ? "{\"purpose\": \"VERIFY\"}" : "{}";
        Answer program = json(actor.visitor(), api, scene.at(door.api()), body);
        boolean in = isIn(program);
        judge("Declared writes over a thing", row, actor, program, in);
        if (door.page().isEmpty()) continue;
        Answer page = form(actor.visitor(), scene.at(door.page()), why ? "purpose=VERIFY" : "");
        TABLE.count();
        told(row + " on its page", actor, page, isIn(page));
        if (isIn(page) != in) {
          TABLE.wrong(
              "%s: page %d, program %d to %s"
                  .formatted(row, page.status(), program.status(), actor));
        }
      }
    }
  }

  private static void fields() {
    for (Door door : DeclaredDoors.all()) {
      if (door.over() != Over.FIELD) continue;
      field(door.apiMethod() + " " + door.api(), door.api(), Set.copyOf(door.by()));
    }
    for (LifeCycle life : lives()) {
      if (life.begins() == null || life.address() == null) continue;
      String api = "/api/v1/" + life.address().path();
      Set<String> by =
          life.begins().by().stream()
              .flatMap(who -> who.roles().stream())
              .collect(Collectors.toSet());
      field("POST " + api, api, by);
    }
  }

  private static void field(String row, String api, Set<String> by) {
    for (Actor actor : actors) {
      if (!by.contains(actor.role())) continue;
      Map<String, Object> wish = Wishes.of(api, scene);
      if (wish == null) {
        TABLE.wrong("nothing to send to " + row + ": add it to this test");
        return;
      }
      String body = JsonMapper.shared().writeValueAsString(wish);
      Answer answer = json(actor.visitor(), "POST", api, body);
      boolean in = answer.status() == 201 || answer.status() == 200 || answer.status() == 409;
      judge("Declared writes that name a place", row, actor, answer, in);
    }
  }

  // ---- moves

  private static void moves() {
    for (LifeCycle life : lives()) {
      if (life.address() == null) continue;
      for (Edge edge : life.edges()) {
        if (!edge.move().name().equals("ESCALATED")) move(life, edge);
      }
    }
  }

  private static void move(LifeCycle life, Edge edge) {
    LoopId id = scene.movable(life.kind(), edge);
    int version = Scene.find(id).version();
    String row = life.kind() + " " + edge.move().name();
    String own = "/" + life.address().path() + "/" + id;
    String body = body(edge, version);
    List<String> programs =
        edge.hasOwnPath()
            ? List.of("/api/v1/loops/" + id + "/moves", "/api/v1" + own + "/" + edge.path())
            : List.of("/api/v1/loops/" + id + "/moves");
    Set<String> by =
        edge.by().stream().flatMap(who -> who.roles().stream()).collect(Collectors.toSet());
    String fields = "entry=" + Ids.next() + "&version=" + version + "&note=" + encoded(TOO_LONG);
    for (Actor actor : actors) {
      Answer answer = json(actor.visitor(), "POST", "/api/v1" + own + "/moves", body);
      judge("Moves", row, actor, answer, isIn(answer));
      if (!actor.standing().isForeign() || !by.contains(actor.role())) continue;
      for (String other : programs) {
        turnedAway(other, actor, json(actor.visitor(), "POST", other, body));
      }
      for (String page : List.of(own, "/loops/" + id)) {
        String to = page + "/" + edge.path();
        turnedAway(to, actor, form(actor.visitor(), to, fields));
      }
    }
    nobody("POST", "/api/v1" + own + "/moves", body);
    nobody("POST", own + "/" + edge.path(), "");
    if (Scene.find(id).version() != version) TABLE.wrong(row + " was carried out");
  }

  private static String body(Edge edge, int version) {
    Map<String, Object> move =
        Map.of(
            "entry", Ids.next(), "version", version, "move", edge.move().name(), "note", TOO_LONG);
    return JsonMapper.shared().writeValueAsString(move);
  }

  // ---- reads

  private static void reads() {
    for (Endpoint endpoint : Endpoints.all()) {
      boolean evidence = endpoint.path().contains("/evidence/");
      if (!endpoint.isRead() || !endpoint.path().contains("{")) continue;
      if (endpoint.anyone() && !evidence) continue;
      if (NOT_OVER_A_THING.containsKey(endpoint.toString())) continue;
      if (endpoint.path().endsWith(".xlsx")) continue;
      if (!endpoint.anyone()) nobody("GET", endpoint.path(), "");
      for (Actor actor : actors) {
        if (!evidence && !endpoint.admits(actor.role())) continue;
        Answer answer = actor.visitor().get(scene.at(endpoint.path()));
        judge("Reading one thing", endpoint.toString(), actor, answer, isIn(answer));
      }
    }
  }

  /** Lists, and what else says nothing of a thing in its address: whether its words are in it. */
  private static void lists() {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isRead() || endpoint.anyone() || endpoint.path().contains("{")) continue;
      if (endpoint.path().matches(".*(\\.xlsx|/live|/account.*|/life-cycles|outlines.*)")) continue;
      String asked = showing(endpoint);
      for (Actor actor : actors) {
        boolean home = Set.of(Standing.STREET, Standing.HANDS).contains(actor.standing());
        if (!endpoint.admits(actor.role()) || !home && !actor.standing().isForeign()) continue;
        Answer answer = actor.visitor().get(asked);
        judge(ReachTable.LISTS, endpoint.toString(), actor, answer, shows(endpoint, answer));
      }
    }
  }

  /** Asked so that somebody over the street is shown it, if anything shows it. */
  private static String showing(Endpoint endpoint) {
    String head = "=" + encoded(Scene.HEAD);
    LoopId event = scene.event("HANDLING");
    List<String> ways =
        endpoint.path().endsWith("/staff")
            ? List.of("?to=" + scene.hands())
            : List.of("?q" + head, "?words" + head, "?detail" + head, "?loop=" + event, "");
    for (String way : ways) {
      for (Actor actor : actors) {
        if (actor.standing() != Standing.STREET || !DESKS.contains(actor.role())) continue;
        if (!endpoint.admits(actor.role())) continue;
        if (shows(endpoint, actor.visitor().get(endpoint.path() + way))) {
          return endpoint.path() + way;
        }
      }
    }
    return endpoint.path() + ways.getLast();
  }

  private static boolean shows(Endpoint endpoint, Answer answer) {
    boolean bodies = endpoint.path().contains("/organisations");
    return answer.body().contains(bodies ? Scene.FIRM : Scene.TAIL);
  }

  // ---- what else is somebody's

  @Test
  void everyAddressOfAThingIsAsked() {
    Set<String> asked =
        DeclaredDoors.all().stream()
            .flatMap(door -> Stream.of(door.apiMethod() + " " + door.api(), "POST " + door.page()))
            .collect(Collectors.toSet());
    for (LifeCycle life : lives()) {
      if (life.address() == null) continue;
      String own = "/" + life.address().path() + "/{id}/";
      asked.add("POST " + own + "{move}");
      asked.add("POST /api/v1" + own + "moves");
      for (Edge edge : life.edges()) asked.add("POST /api/v1" + own + edge.path());
    }
    List<String> missing =
        Endpoints.all().stream()
            .filter(e -> !e.isRead() && e.path().contains("{") && !e.anyone())
            .map(Endpoint::toString)
            .filter(e -> !asked.contains(e) && !NOT_OVER_A_THING.containsKey(e))
            .toList();
    none(missing);
  }

  @Test
  void whatIsTheirOwnNobodyElseTouches() {
    Cast.Member owner = Cast.newcomer(CasesRoles.GRID_WORKER);
    String session = owner.session();
    Visitor own = Visitor.signedIn(session);
    Program.token(owner);
    String tokens = own.get("/api/v1/account/tokens").body();
    String sessions = own.get("/api/v1/account/sessions").body();
    String ways = Notified.told(owner, session);
    String notices = own.get("/api/v1/notices").body();
    Scene.passkey(Ids.next(), owner.id(), "工作手机");
    String passkeys = own.get("/api/v1/account/second-factor/passkeys").body();
    Visitor other = Standing.visitor(Cast.everywhere(PeopleRoles.ADMINISTRATOR).id());
    String old = "{\"old\":\"" + Cast.PASSWORD + "\"}";
    List<String> mine = new ArrayList<>();
    for (Door door : DeclaredDoors.all()) {
      if (door.over() != Over.OWN || !door.api().contains("{")) continue;
      mine.add(door.name());
      String kind = door.name().replaceFirst("-.*", "");
      Map<String, String> known =
          Map.of("token", tokens, "passkey", passkeys, "notice-opened", notices, "notice", ways);
      String things = known.getOrDefault(door.name(), known.getOrDefault(kind, sessions));
      String path =
          kind.equals("import") ? scene.at(door.api()) : door.api().replace("{id}", id(things));
      json(other, "POST", path, kind.equals("passkey") ? old : "{}");
    }
    assertThat(mine)
        .containsExactlyInAnyOrder(
            "import-chosen",
            "import-passwords",
            "import-confirmed",
            "notice-opened",
            "notice-way-confirmed",
            "notice-way-removed",
            "passkey-removed",
            "session-ended",
            "token-revoked");
    assertThat(own.get("/api/v1/account/second-factor/passkeys").body()).isEqualTo(passkeys);
    assertThat(own.get("/api/v1/account/notices").body()).isEqualTo(ways);
    assertThat(own.get("/api/v1/notices").body()).isEqualTo(notices);
    assertThat(own.get("/api/v1/account").status()).isEqualTo(200);
    assertThat(own.get("/api/v1/account/tokens").body()).isEqualTo(tokens);
    assertThat(Program.of(owner).get("/api/v1/account").status()).isEqualTo(200);
    assertThat(other.get(scene.at("/api/v1/imports/{kind}/{id}")).status()).isEqualTo(404);
  }

  private static String id(String json) {
    return json.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  /** Whoever handled an event does not check it, whatever else they are. */
  @Test
  void whoeverHandledItDoesNotCheckIt() {
    UUID hand = Standing.person("又办又查", scene.hands());
    var roles = RunningApp.bean(Roles.class);
    Standing.grant(hand, roles.find(Scene.HANDLED).orElseThrow(), null, scene.hands(), null);
    Standing.grant(hand, roles.find(CasesRoles.DISPATCHER).orElseThrow(), Cast.HOME, null, null);
    Program both = Program.inPerson(SessionsOf.person(hand));
    var event = Casework.reported("又办又查");
    event = Casework.moved(both, event, "TRIAGED", Map.of("category", "0201"));
    event = Casework.moved(both, event, "DISPATCHED", Map.of("to", scene.hands()));
    event = Casework.moved(both, event, "ACCEPTED", Map.of());
    event =
        Casework.moved(
            both, event, "HANDLED", Map.of("disposition", "MANAGE", "note", "n", "reply", "r"));
    String moves = Casework.EVENTS + "/" + event.path("id").asString() + "/moves";
    for (String move : List.of("PASSED", "FAILED")) {
      Map<String, Object> wish =
          Map.of(
              "entry",
              Ids.next(),
              "version",
              event.path("version").asInt(),
              "move",
              move,
              "way",
              "CALL",
              "note",
              "属实");
      Program.problem(both.post(moves, wish), 403, "not-allowed");
    }
  }

  // ---- asking and judging

  private static java.util.Collection<LifeCycle> lives() {
    return RunningApp.bean(LifeCycles.class).all();
  }

  private static Answer json(Visitor visitor, String method, String path, String body) {
    return visitor.send(method, path, body, "application/json");
  }

  private static Answer form(Visitor visitor, String path, String body) {
    return visitor.send("POST", path, body, "application/x-www-form-urlencoded");
  }

  private static boolean isIn(Answer answer) {
    boolean refused = Set.of(401, 403, 404).contains(answer.status());
    return !refused && !answer.sendsTo("/sign-in?back=");
  }

  private static void judge(String section, String row, Actor actor, Answer answer, boolean in) {
    TABLE.put(section, row, actor, in);
    told(row, actor, answer, in);
  }

  /** Nobody from elsewhere is let in, and whoever is not reads nothing of it. */
  private static void told(String row, Actor actor, Answer answer, boolean in) {
    boolean open = OPEN.getOrDefault(row, Set.of()).contains(actor.standing());
    if (in && actor.standing().isForeign() && !open) {
      TABLE.wrong("%s lets in %s with %d".formatted(row, actor, answer.status()));
    }
    boolean hides = answer.status() != 403 || actor.standing().isForeign();
    if (!in && hides && answer.body().contains(Scene.TAIL)) {
      TABLE.wrong("%s shows its words to %s".formatted(row, actor));
    }
    boolean far = Set.of(Standing.AWAY, Standing.ENDED).contains(actor.standing());
    if (far && answer.body().contains(Scene.FIRM)) {
      TABLE.wrong("%s names a body to %s".formatted(row, actor));
    }
    if (answer.status() >= 500 && answer.status() != 503) {
      TABLE.wrong("%s falls over for %s".formatted(row, actor));
    }
  }

  private static void turnedAway(String path, Actor actor, Answer answer) {
    TABLE.count();
    told(path, actor, answer, isIn(answer));
  }

  private static void nobody(String method, String path, String body) {
    TABLE.count();
    Answer answer =
        path.startsWith("/api/")
            ? json(stranger, method, scene.at(path), body)
            : method.equals("GET")
                ? stranger.get(scene.at(path))
                : form(stranger, scene.at(path), body);
    boolean away = answer.status() == 401 || answer.sendsTo("/sign-in?back=");
    if (!away || answer.body().contains(Scene.TAIL)) {
      TABLE.wrong("%s %s answers a stranger with %d".formatted(method, path, answer.status()));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void none(List<String> wrong) {
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }
}
