package cn.nongchao.bench.chaos;

import cn.nongchao.bench.chaos.Sent.What;
import cn.nongchao.platform.Ids;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who reports, sends photos and moves, one after the other, as the page's outbox does:
 * what was not answered is sent again, as it was, until it is.
 */
final class Writer implements Runnable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> MOVES =
      List.of("NOTED", "NOTED", "DECLINED", "REOPENED", "NOTED", "DECLINED");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String origin;
  private final String token;
  private final Ledger ledger;
  private final Random random;

  private UUID loop = Ids.next();
  private int step;
  private @Nullable UUID photo;
  private @Nullable Sent pending;
  private volatile boolean pausing;
  private volatile boolean resting;
  private volatile boolean ending;

  Writer(String origin, String token, Ledger ledger, long seed) {
    this.origin = origin;
    this.token = token;
    this.ledger = ledger;
    this.random = new Random(seed);
  }

  /** Comes to rest once nothing of its is without an answer. */
  void pause() {
    pausing = true;
  }

  void resume() {
    resting = false;
    pausing = false;
  }

  boolean isResting() {
    return resting;
  }

  void end() {
    ending = true;
  }

  /** What it waits for an answer to. */
  @Nullable Sent pending() {
    return pending;
  }

  @Override
  public void run() {
    try {
      while (!ending) {
        Sent next = pending;
        if (next == null && pausing) {
          resting = true;
          TimeUnit.MILLISECONDS.sleep(20);
          continue;
        }
        if (next == null) next = next();
        pending = next;
        if (send(next)) pending = null;
        else TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  /** A report, a photo, moves of which the second names the photo; then the next report. */
  private Sent next() {
    if (step > MOVES.size()) {
      loop = Ids.next();
      step = 0;
      photo = null;
    }
    if (step == 0) {
      step = 1;
      return json(
          What.REPORT,
          loop,
          "/api/v1/events",
          Map.of("id", loop, "words", "道路积水 " + loop, "division", "330114003"));
    }
    if (step == 2 && photo == null) return photo(photo = Ids.next());
    UUID entry = Ids.next();
    Map<String, Object> move =
        Map.of(
            "entry",
            entry,
            "version",
            step,
            "move",
            MOVES.get(step - 1),
            "note",
            "第 " + step + " 步",
            "evidence",
            step == 2 && photo != null ? List.of(photo) : List.of());
    step++;
    return json(What.MOVE, entry, "/api/v1/events/" + loop + "/moves", move);
  }

  private Sent json(What what, UUID id, String path, Map<String, Object> body) {
    byte[] bytes = JSON.writeValueAsBytes(body);
    return new Sent(what, id, loop, path, "application/json", bytes);
  }

  private Sent photo(UUID id) {
    String mark = "mark-" + id;
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n%s\r\n--%s\r\n"
                .formatted(mark, id, mark)
            + "Content-Disposition: form-data; name=\"file\"; filename=\"p.png\"\r\n\r\n";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(noise());
    body.writeBytes("\r\n--%s--\r\n".formatted(mark).getBytes(StandardCharsets.UTF_8));
    String type = "multipart/form-data; boundary=" + mark;
    return new Sent(What.FILE, id, loop, "/api/v1/evidence", type, body.toByteArray());
  }

  private byte[] noise() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) image.setRGB(i % 64, i / 64, random.nextInt());
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean send(Sent sent) throws InterruptedException {
    try {
      HttpResponse<String> answer = answer(sent);
      int status = answer.statusCode();
      if (status / 100 == 2) {
        ledger.acknowledge(sent, result(sent, answer.body()));
        return true;
      }
      if (status == 503 || status == 507) {
        ledger.putOff();
        if (answer.headers().firstValue("Retry-After").isEmpty()) {
          ledger.fault(status + " without Retry-After: " + answer.body());
        }
        return false;
      }
      ledger.fault("%s answered %d: %s".formatted(sent, status, answer.body()));
      if (status / 100 == 5) return false;
      step = MOVES.size() + 1; // what follows on it would be refused too
      return true;
    } catch (IOException broken) {
      ledger.cutOff();
      return false;
    }
  }

  private HttpResponse<String> answer(Sent sent) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin + sent.path()))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", sent.type())
            .timeout(Duration.ofSeconds(40))
            .POST(BodyPublishers.ofByteArray(sent.body()))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** What a second sending must give as well. */
  private static String result(Sent sent, String body) {
    JsonNode json = JSON.readTree(body);
    return switch (sent.what()) {
      case REPORT -> json.path("id").asString("") + " " + json.path("number").asString("");
      case MOVE -> json.path("id").asString(json.path("loop").path("id").asString(""));
      case FILE -> json.path("sha256").asString("") + " " + json.path("size").asString("");
    };
  }

  /** Sends again what was acknowledged; null where that gives what it gave, else what it gave. */
  @Nullable String again(Ledger.Kept kept) throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(kept.sent());
    String given =
        answer.statusCode() / 100 == 2
            ? result(kept.sent(), answer.body())
            : answer.statusCode() + " " + answer.body();
    return given.equals(kept.result()) ? null : given;
  }

  /** What is read under an address; the status alone. */
  int read(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(40))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "at step %d of %s, waiting for %s", step, loop, pending);
  }
}
