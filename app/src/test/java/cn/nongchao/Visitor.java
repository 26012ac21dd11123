package cn.nongchao;

import cn.nongchao.platform.Ids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who speaks HTTP with the running application: keeps cookies, follows nothing. */
public final class Visitor {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String csrf = "";

  /** What came back; a body that does not end is cut off. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {

    public @Nullable String header(String name) {
      List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
      return values == null ? null : values.getFirst();
    }

    public boolean sendsTo(String path) {
      String location = header("location");
      return status / 100 == 3 && location != null && location.contains(path);
    }
  }

  public static Visitor anonymous() {
    return new Visitor();
  }

  public static Visitor signedIn(String session) {
    Visitor visitor = new Visitor();
    visitor.cookies.put("nc_session", session);
    return visitor;
  }

  public static Visitor withToken(String token) {
    return new Visitor().saying("Authorization", "Bearer " + token);
  }

  public Visitor saying(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public Answer get(String path) {
    return send("GET", path, null, "");
  }

  /** A form as the browser sends it, with the anti-forgery token of a page. */
  public Answer post(String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    if (!headers.containsKey("Authorization")) all.put("_csrf", csrf());
    return send("POST", path, encoded(all), "application/x-www-form-urlencoded");
  }

  public Answer postWithoutToken(String path, Map<String, String> form) {
    return send("POST", path, encoded(form), "application/x-www-form-urlencoded");
  }

  /** A file as a page's script sends it. */
  public Answer upload(String path, String fileName, byte[] bytes, Map<String, String> fields) {
    return upload(path, "file", fileName, bytes, fields);
  }

  /** A file under a field's name, among the other fields of a form. */
  public Answer upload(
      String path, String field, String fileName, byte[] bytes, Map<String, String> fields) {
    String mark = "mark-" + Ids.next();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> body.writeBytes(part(mark, "name=\"" + name + "\"", value + "\r\n")));
    body.writeBytes(part(mark, "name=\"" + field + "\"; filename=\"" + fileName + "\"", ""));
    body.writeBytes(bytes);
    body.writeBytes(("\r\n--" + mark + "--\r\n").getBytes(StandardCharsets.UTF_8));
    if (!headers.containsKey("Authorization")) saying("X-CSRF-TOKEN", csrf());
    return sendBytes(
        "POST",
        path,
        BodyPublishers.ofByteArray(body.toByteArray()),
        "multipart/form-data; boundary=" + mark);
  }

  private static byte[] part(String mark, String disposition, String content) {
    String head = "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(mark, disposition);
    return (head + content).getBytes(StandardCharsets.UTF_8);
  }

  /** Any method with a body, with the anti-forgery token in the header scripts use. */
  public Answer send(String method, String path, @Nullable String body, String type) {
    return sendBytes(
        method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), type);
  }

  private Answer sendBytes(
      String method, String path, HttpRequest.BodyPublisher body, String type) {
    HttpRequest.Builder request = request(path);
    if (!type.isEmpty()) request.setHeader("Content-Type", type);
    request.method(method, body);
    request.timeout(Duration.ofSeconds(60));
    return received(request.build());
  }

  /** Of server-sent events, until it is closed. */
  public Line listen(String path) {
    return new Line(CLIENT, request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(RunningApp.url(path)));
    headers.forEach(request::setHeader);
    if (!cookies.isEmpty()) {
      request.setHeader(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  public String csrf() {
    if (csrf.isEmpty()) {
      Matcher found = CSRF.matcher(get("/error").body());
      csrf = found.find() ? found.group(1) : "none";
    }
    return csrf;
  }

  private Answer received(HttpRequest request) {
    try {
      HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
      response.headers().allValues("set-cookie").forEach(this::keep);
      try (InputStream body = response.body()) {
        boolean endless =
            response.headers().firstValue("content-type").orElse("").contains("event-stream");
        String text = endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(response.statusCode(), response.headers().map(), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void keep(String setCookie) {
    String[] pair = setCookie.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
    if (!pair[0].equals("nc_session")) return;
    csrf = ""; // the token is the session's
    if (headers.containsKey("X-CSRF-TOKEN")) saying("X-CSRF-TOKEN", csrf());
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }
}
