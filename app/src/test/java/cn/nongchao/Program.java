package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Visitor.Answer;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's program: speaks JSON with the running application by a token of theirs. */
public final class Program {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Map<Cast.Member, String> TOKENS = new ConcurrentHashMap<>();

  private final Visitor visitor;

  private Program(Visitor visitor) {
    this.visitor = visitor;
  }

  /** It reads English. A member has one token, since nobody may have many. */
  public static Program of(Cast.Member member) {
    return new Program(Visitor.withToken(token(member)).saying("Accept-Language", "en"));
  }

  /** A script of a page somebody is signed in on: a session, and the token against forgery. */
  public static Program inPerson(String session) {
    Visitor visitor = Visitor.signedIn(session).saying("Accept-Language", "en");
    return new Program(visitor.saying("X-CSRF-TOKEN", visitor.csrf()));
  }

  public static String token(Cast.Member member) {
    return TOKENS.computeIfAbsent(member, Program::made);
  }

  private static String made(Cast.Member member) {
    Tokens.NewToken wanted = new Tokens.NewToken(Ids.next(), "test", 1);
    return RunningApp.bean(Tokens.class).create(member.viewer(), wanted).orThrow().secret();
  }

  /** Of somebody without an account, who comes from this network address. */
  public static Program nobody(String address) {
    return new Program(
        Visitor.anonymous().saying("Accept-Language", "en").saying("X-Forwarded-For", address));
  }

  /** For what is no JSON. */
  public Visitor visitor() {
    return visitor;
  }

  public Answer upload(String path, String fileName, byte[] bytes) {
    return visitor.upload(path, fileName, bytes, Map.of());
  }

  public Answer get(String path) {
    return visitor.get(path);
  }

  public Answer post(String path, Map<String, ?> body) {
    return visitor.send("POST", path, JSON.writeValueAsString(body), "application/json");
  }

  public Answer put(String path, Map<String, ?> body) {
    return visitor.send("PUT", path, JSON.writeValueAsString(body), "application/json");
  }

  /** A document of another type than JSON. */
  public Answer post(String path, String document, String type) {
    return visitor.send("POST", path, document, type);
  }

  public Answer upload(String path, String fileName, byte[] bytes, Map<String, String> fields) {
    return visitor.upload(path, fileName, bytes, fields);
  }

  public Answer upload(String path, String fileName, String content, Map<String, String> fields) {
    return visitor.upload(path, fileName, content.getBytes(StandardCharsets.UTF_8), fields);
  }

  /** What an answer of this status says. */
  public static JsonNode read(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /** The answer is a problem document of this type, naming just these fields, in words. */
  public static void problem(Answer answer, int status, String type, String... fields) {
    JsonNode problem = read(answer, status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asString()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
    List<String> named =
        StreamSupport.stream(problem.path("errors").spliterator(), false)
            .map(error -> error.path("field").asString())
            .toList();
    assertThat(named).as(answer.body()).containsExactly(fields);
  }

  /** The same with one member put otherwise. */
  public static Map<String, @Nullable Object> with(
      Map<String, ?> body, String member, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
    changed.put(member, value);
    return changed;
  }
}
