package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.FuzzedApp;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.SessionsOf;
import cn.nongchao.platform.Ids;
import cn.nongchao.security.HtmlForms.Form;
import cn.nongchao.security.Wire.Got;
import cn.nongchao.security.Wire.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent, it is never answered that the system is at fault, and the log holds no stack
 * trace of it: every operation of /openapi.json and every form of every page, each of their fields,
 * by those who may use them. The same seed sends the same: {@code -Dfuzz.seed=N}; {@code
 * -Dfuzz.rounds=N} tries each field so many times.
 */
class FuzzTest extends FuzzedApp {

  private static final long SEED = Long.getLong("fuzz.seed", 20260701);
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
  private static final int ROUNDS_OF_PAGES = (ROUNDS + 1) / 2;

  private static final AtomicInteger FROM = new AtomicInteger();

  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");

  private final Wire wire = new Wire(RunningApp.url(""));
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final Set<String> accepted = new HashSet<>();
  private final Trouble trouble = new Trouble();
  private final Map<String, Map<String, String>> entered = new ConcurrentHashMap<>();

  /** One of each thing, made with the first test that needs it. */
  private static final class Stage {
    static final Scene SCENE = new Scene();

    /** Tracks a report. */
    static final String CODE = code();

    private static String code() {
      Map<String, Object> report = Casework.report("HOTLINE", "追踪");
      report.put("secret", "s".repeat(40));
      JsonNode taken = Program.read(Casework.desk().post(Casework.EVENTS, report), 201);
      return taken.path("code").asString();
    }

    /** Short id of an act. */
    static String shortId() {
      return RunningApp.bean(JdbcClient.class)
          .sql("select short_id from proof.codes limit 1")
          .query(String.class)
          .single();
    }
  }

  @BeforeEach
  void listen() {
    trouble.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(trouble);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(trouble);
  }

  @Test
  void noOperationFallsOverWhateverIsSent() {
    Scene scene = Stage.SCENE;
    JsonNode api = Program.read(Visitor.anonymous().get("/openapi.json"), 200);
    Map<String, Endpoints.Endpoint> endpoints = new HashMap<>();
    Endpoints.all().forEach(one -> endpoints.put(one.toString(), one));
    int writes = 0;
    for (Operation operation : Operation.all(api)) {
      Endpoints.Endpoint endpoint = endpoints.get(operation.toString());
      if (endpoint == null) continue;
      // A password or a code of the moment is never hit upon.
      boolean isKnownToOneOnly = endpoint.path().startsWith("/api/v1/account/");
      if (operation.takesJson() && !isKnownToOneOnly) writes++;
      fuzz(operation, api, scene, who(endpoint));
    }
    none();
    // Or nothing but the reading of fields would have been tried.
    assertThat(accepted).hasSizeGreaterThan(writes / 2);
  }

  /** Those whom the address lets in, who come to it by turns; nobody where anyone may. */
  private static List<String> who(Endpoints.Endpoint endpoint) {
    if (endpoint.anyone()) return List.of("");
    List<String> all =
        Stream.of("DISPATCHER", "OFFICER", "SUPERVISOR", "ADMINISTRATOR", "GRID_WORKER", "CLERK")
            .filter(endpoint::admits)
            .limit(3)
            .toList();
    return all.isEmpty()
        ? RunningApp.bean(Roles.class).names().stream().filter(endpoint::admits).limit(1).toList()
        : all;
  }

  private void fuzz(Operation operation, JsonNode api, Scene scene, List<String> roles) {
    Random random = new Random(SEED ^ operation.toString().hashCode());
    OddValues odd = new OddValues(random, known(scene));
    String role = roles.getFirst();
    String right = at(scene, operation.path());
    Operation.Right values = (name, schema) -> right(name, schema, scene, odd);
    Map<String, String> body =
        operation.takesJson() ? Operation.fields(api, operation.body(), values) : Map.of();
    for (String one : roles) right(operation, api, scene, one, values);
    parts(operation, body, odd)
        .forEach(target -> send(role, sent(operation.method(), target, body)));
    for (String name : body.keySet()) {
      for (String sharp : OddValues.SHARP) {
        Map<String, String> changed =
            new LinkedHashMap<>(Operation.fields(api, operation.body(), values));
        changed.put(name, sharp);
        send(odd.of(roles), sent(operation.method(), at(scene, operation.path()), changed));
      }
      for (int i = 0; i < ROUNDS; i++) {
        Map<String, String> changed =
            new LinkedHashMap<>(Operation.fields(api, operation.body(), values));
        if (i == 0) right(operation, api, scene, odd.of(roles), values);
        changed.put(name, odd.json());
        if (i % 3 == 2) changed.put(odd.of(List.copyOf(body.keySet())), odd.json());
        send(odd.of(roles), sent(operation.method(), at(scene, operation.path()), changed));
      }
    }
    for (String name : operation.query()) {
      for (String sharp : OddValues.SHARP_ENCODED) {
        send(role, sent(operation.method(), right + "?" + name + "=" + sharp, body));
      }
      for (int i = 0; i < ROUNDS; i++) {
        String query = "?" + name + "=" + odd.encoded();
        if (i % 3 == 2) query += "&" + name + "=" + odd.encoded();
        if (i % 3 == 1) query += "&" + odd.of(operation.query()) + "=" + odd.encoded();
        send(odd.of(roles), sent(operation.method(), right + query, body));
      }
    }
    around(operation, right, body, role, odd);
  }

  /** As somebody sends it who means it. */
  private void right(
      Operation operation, JsonNode api, Scene scene, String role, Operation.Right values) {
    Map<String, String> body =
        operation.takesJson() ? Operation.fields(api, operation.body(), values) : Map.of();
    Got got = send(role, sent(operation.method(), at(scene, operation.path()), body));
    if (operation.takesJson() && got.status() / 100 == 2) accepted.add(operation.toString());
  }

  /** An address with something real in it, where there is such a thing. */
  private static String at(Scene scene, String path) {
    String filled =
        path.replaceFirst("\\{shortId[^}]*}", Stage.shortId()).replace("{day}", "2026-11-30");
    try {
      filled = scene.at(filled);
    } catch (IllegalStateException nothingThere) {
      // There is one of most things, not of all.
    }
    return VARIABLE.matcher(filled).replaceAll(Ids.next().toString());
  }

  /** What is odd about the request itself. */
  private void around(
      Operation operation, String path, Map<String, String> body, String role, OddValues odd) {
    Sent good = sent(operation.method(), path, body);
    send(role, sent(operation.method(), path + "?" + odd.of(OddValues.MALFORMED) + "=1", body));
    send(
        role,
        good.saying("Accept", odd.of(List.of("text/html", "image/png;q=x", "*", "a/b/c", ""))));
    send(
        role,
        good.saying(
            odd.of(
                List.of(
                    "Accept-Language",
                    "If-None-Match",
                    "Range",
                    "If-Modified-Since",
                    "Last-Event-ID")),
            odd.of(List.of("en;q=9", "-", "bytes=5-1", "\"", "W/\"x\"", "Thu, 99 Foo 0000", "ü"))));
    if (!operation.takesJson()) return;
    String json = Operation.json(body);
    send(
        role,
        good.with(
            odd.of(
                List.of(
                    "",
                    "x",
                    "application/json; charset=utf-16",
                    "application/json;charset=nope",
                    "text/plain",
                    "application/json, text/plain",
                    "multipart/form-data",
                    "application/x-www-form-urlencoded",
                    "application/json;=")),
            json.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < ROUNDS; i++) {
      byte[] whole = odd.of(OddValues.bodies()).getBytes(StandardCharsets.UTF_8);
      send(role, good.with("application/json", whole));
    }
    byte[] broken = json.getBytes(StandardCharsets.UTF_8);
    broken[broken.length / 2] = (byte) 0xff;
    send(role, good.with("application/json", broken));
  }

  /** The address with each of its parts replaced. */
  private static List<String> parts(Operation operation, Map<String, String> body, OddValues odd) {
    List<String> all = new ArrayList<>();
    if (!operation.path().contains("{")) return all;
    for (int i = 0; i < ROUNDS + 1; i++) {
      Matcher part = VARIABLE.matcher(operation.path());
      all.add(part.replaceAll(found -> Matcher.quoteReplacement(odd.segment())));
    }
    return all;
  }

  private static Sent sent(String method, String target, Map<String, String> body) {
    Sent sent = Sent.of(method, target);
    if (method.equals("GET")) return sent;
    return sent.with("application/json", Operation.json(body).getBytes(StandardCharsets.UTF_8));
  }

  /** What would do there, as the names of our fields say. */
  private static String right(String name, JsonNode schema, Scene scene, OddValues odd) {
    if (schema.path("enum").size() > 0) {
      List<String> all = new ArrayList<>();
      schema.path("enum").forEach(one -> all.add(one.toString()));
      return odd.of(all);
    }
    if (schema.path("format").asString("").equals("date")) return "\"2026-12-01\"";
    return switch (name) {
      case "id", "entry", "correction", "login" -> OddValues.quoted(Ids.next().toString());
      case "version" -> odd.of(List.of("0", "1", "2", "4", "5"));
      case "lat" -> "30.3";
      case "lon" -> "120.2";
      case "minutes" -> "30";
      case "radius" -> "300";
      case "days" -> "7";
      case "division", "place", "grid", "area" -> OddValues.quoted(Casework.GRID);
      case "at" -> OddValues.quoted(Cast.HOME);
      case "category" -> "\"0201\"";
      case "code" -> odd.of(List.of("\"97\"", OddValues.quoted(Stage.CODE), "\"330114003299\""));
      case "phone" -> "\"13912345678\"";
      case "creditCode", "accuracy", "website", "secret", "form", "parent", "nationalId" -> "null";
      case "evidence", "before", "after", "intoNumber", "successor", "handOvers" -> "null";
      case "morningFrom" -> "\"08:30\"";
      case "morningTo" -> "\"12:00\"";
      case "afternoonFrom" -> "\"14:00\"";
      case "afternoonTo" -> "\"17:30\"";
      case "mornings", "silenced", "here", "mail", "sms", "push" -> "null";
      case "quietFrom" -> "22";
      case "quietTo" -> "7";
      case "lang" -> "\"zh\"";
      case "leaving" -> "false";
      case "unit", "units", "organisations", "assisting", "lead", "to" ->
          OddValues.quoted(odd.of(List.of(scene.hands(), scene.assisting())).toString());
      case "organisation" -> odd.of(List.of("null", OddValues.quoted(scene.hands().toString())));
      case "person", "officers" -> OddValues.quoted(scene.worker().toString());
      case "into" -> OddValues.quoted(scene.event("HANDLED").value().toString());
      case "about" -> odd.of(List.of("null", OddValues.quoted(scene.event("HANDLING").toString())));
      case "move" -> odd.of(List.of("\"NOTED\"", "\"STEP_RECORDED\"", "\"PAUSED\""));
      case "csv" -> "\"2031-01-01,REST,元旦\"";
      case "geometry" ->
          "{\"type\":\"Polygon\",\"coordinates\":"
              + "[[[120.1,30.1],[120.2,30.1],[120.2,30.2],[120.1,30.1]]]}";
      default -> {
        String type = schema.path("type").toString();
        String format = schema.path("format").asString("");
        if (format.equals("date-time")) yield "\"2026-12-01T00:00:00Z\"";
        if (type.contains("boolean")) yield "true";
        if (type.contains("integer") || type.contains("number")) yield "3";
        yield format.equals("uuid") ? OddValues.quoted(odd.of(known(scene))) : "\"words\"";
      }
    };
  }

  private static List<String> known(Scene scene) {
    return List.of(
        scene.hands().toString(),
        scene.assisting().toString(),
        scene.opener().toString(),
        scene.worker().toString(),
        scene.event("HANDLING").value().toString(),
        scene.grid(),
        Cast.HOME,
        "0201");
  }

  // ---- pages

  @Test
  void noFormOfAnyPageFallsOverWhateverIsSent() {
    assertThat(Stage.SCENE).isNotNull();
    Set<String> tried = new HashSet<>();
    List<String> roles = new ArrayList<>(List.of(""));
    roles.addAll(RunningApp.bean(Roles.class).names());
    int forms = 0;
    for (String role : roles) {
      for (Form form : opened(role)) {
        if (!tried.add(form.shape())) continue;
        forms++;
        fuzz(form, role);
      }
    }
    assertThat(forms).isGreaterThan(50);
    none();
  }

  /** Every form this role can come to by links, two of each kind of page. */
  private List<Form> opened(String role) {
    Map<String, Integer> seen = new HashMap<>();
    Deque<String> ahead = new ArrayDeque<>(List.of("/", "/inbox", "/report", "/track"));
    Set<String> known = new LinkedHashSet<>(ahead);
    Map<String, Form> forms = new LinkedHashMap<>();
    while (!ahead.isEmpty()) {
      String page = ahead.poll();
      Got got = send(role, Sent.of("GET", page));
      if (got.status() != 200 || !got.head().contains("text/html")) continue;
      for (Form form : HtmlForms.of(got.body(), page)) forms.putIfAbsent(form.shape(), form);
      for (String link : HtmlForms.links(got.body())) {
        if (link.matches("/(static|webjars|_static)/.*|.*\\.(xlsx|csv|svg)(\\?.*)?")) continue;
        if (!known.add(link) || seen.merge(HtmlForms.shape(link), 1, Integer::sum) > 2) continue;
        ahead.add(link);
      }
    }
    return List.copyOf(forms.values());
  }

  private void fuzz(Form form, String role) {
    Random random = new Random(SEED ^ form.shape().hashCode());
    OddValues odd = new OddValues(random, List.of(Cast.HOME, Ids.next().toString(), "0201", "on"));
    send(role, posted(form, encoded(form, odd)));
    for (String name : form.fields().keySet()) {
      if (name.equals("_csrf")) continue;
      for (String sharp : OddValues.SHARP_ENCODED) {
        Map<String, String> changed = encoded(form, odd);
        changed.put(OddValues.encode(name), sharp);
        send(role, posted(form, changed));
      }
      for (int i = 0; i < ROUNDS_OF_PAGES; i++) {
        Map<String, String> changed = encoded(form, odd);
        String value = odd.encoded();
        if (i % 3 == 2) value += "&" + OddValues.encode(name) + "=" + odd.encoded();
        changed.put(OddValues.encode(name), value);
        send(role, posted(form, changed));
      }
    }
    Map<String, String> more = encoded(form, odd);
    more.put(odd.encoded().replace("=", ""), odd.encoded());
    send(role, posted(form, more));
  }

  /** As a browser sends it when somebody chose and typed something everywhere. */
  private static Map<String, String> encoded(Form form, OddValues odd) {
    Map<String, String> all = new LinkedHashMap<>();
    form.fields()
        .forEach((name, value) -> {
          List<String> offered = form.choices().getOrDefault(name, List.of());
          String typed = offered.isEmpty() ? value : odd.of(offered);
          if (name.matches("id|entry")) typed = Ids.next().toString();
          all.put(OddValues.encode(name), OddValues.encode(typed.isEmpty() ? "1" : typed));
        });
    return all;
  }

  private static Sent posted(Form form, Map<String, String> fields) {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(name + "=" + value));
    String all = String.join("&", parts);
    String action = form.action().replaceAll("[^!-~]", "x");
    if (form.method().equals("GET")) {
      return Sent.of("GET", action.replaceAll("\\?.*", "") + "?" + all);
    }
    return Sent.of("POST", action)
        .with("application/x-www-form-urlencoded", all.getBytes(StandardCharsets.UTF_8));
  }

  // ---- addresses that are none

  @Test
  void anAddressThatIsNoneIsItsSendersFault() {
    for (String page :
        List.of("/", "/events", "/events/x", "/api/v1/events", "/static/js/x", "/c/x")) {
      for (String bad : OddValues.MALFORMED) {
        for (String target :
            List.of(page + "?a=" + bad, page + "?" + bad + "=1", page + "/" + bad)) {
          for (String role : List.of("", "DISPATCHER")) send(role, Sent.of("GET", target));
        }
      }
    }
    for (String bad : OddValues.MALFORMED) {
      Sent form = Sent.of("POST", "/report");
      send(
          "",
          form.with(
              "application/x-www-form-urlencoded",
              ("words=" + bad).getBytes(StandardCharsets.UTF_8)));
    }
    none();
    assertThat(answers.keySet()).doesNotContain(0);
  }

  // ---- all

  private Got send(String role, Sent sent) {
    Got got = wire.send(sent.saying(papers(role)));
    if (!role.isEmpty() && (got.status() == 401 || got.leadsTo("/sign-in?back="))) {
      entered.remove(role); // it ended its own session
      got = wire.send(sent.saying(papers(role)));
    }
    answers.merge(got.status(), 1, Integer::sum);
    boolean declared = got.status() == 503 && got.body().matches("(?s).*problems/(not-yet|busy).*");
    boolean fine = got.status() < 500 || declared;
    String traces = String.join("\n", trouble.told);
    trouble.told.clear();
    if (!fine || !traces.isEmpty()) {
      wrong.add(
          "%d to %s as %s\n  %s"
              .formatted(got.status(), sent, role.isEmpty() ? "nobody" : role, traces));
    }
    return got;
  }

  /** What tells who asks: a session, and its token against forgery. */
  private Map<String, String> papers(String role) {
    if (role.isEmpty()) return papersOf(Visitor.anonymous());
    return entered.computeIfAbsent(
        role, who -> papersOf(Visitor.signedIn(SessionsOf.person(Cast.everywhere(who).id()))));
  }

  private static Map<String, String> papersOf(Visitor visitor) {
    String csrf = visitor.csrf();
    List<String> cookies = new ArrayList<>();
    visitor.cookies().forEach((name, value) -> cookies.add(name + "=" + value));
    return Map.of(
        "X-Forwarded-For",
        "198.51.100." + FROM.incrementAndGet() % 250,
        "X-CSRF-TOKEN",
        csrf,
        "Cookie",
        String.join("; ", cookies),
        "Accept-Language",
        "en");
  }

  private void none() {
    System.err.println("fuzz: seed " + SEED + ", answers by status " + answers);
    assertThat(wrong)
        .withFailMessage(() ->
            "seed "
                + SEED
                + ", "
                + answers
                + ", "
                + wrong.size()
                + " wrong:\n"
                + String.join("\n", wrong))
        .isEmpty();
  }
}
