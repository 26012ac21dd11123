package cn.nongchao.crash;

import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Somebody who reports events and moves them, one request after the other, and writes down which
 * were acknowledged. Each request carries the id of the entry it makes, so that one whose answer
 * never came can be sent again.
 */
final class Client {

  /** A request that makes one entry. */
  record Order(UUID entry, UUID loop, String path, Map<String, String> form) {}

  /** Within one event's life: what a dispatcher can do alone. */
  private static final List<String> MOVES =
      List.of("noted", "noted", "declined", "reopened", "noted", "declined");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String token;
  private final AtomicInteger done;
  private final List<Order> acknowledged = new ArrayList<>();
  private final List<Order> unanswered = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  Client(String token, AtomicInteger done) {
    this.token = token;
    this.done = done;
  }

  List<Order> acknowledged() {
    return acknowledged;
  }

  List<Order> unanswered() {
    return unanswered;
  }

  /** Answers that were neither yes nor a broken connection: there should be none. */
  List<String> refused() {
    return refused;
  }

  /** Goes on until the server is gone. */
  void work(Server server) {
    while (true) {
      UUID loop = Ids.next();
      if (!send(server, opening(loop))) return;
      for (int i = 0; i < MOVES.size(); i++) {
        if (!send(server, move(loop, i + 1, MOVES.get(i)))) return;
      }
    }
  }

  private static Order opening(UUID loop) {
    Map<String, String> form = new TreeMap<>();
    form.put("id", loop.toString());
    form.put("words", "道路积水 " + loop);
    form.put("division", "330114003");
    return new Order(loop, loop, "/events/new", form);
  }

  private static Order move(UUID loop, int version, String move) {
    UUID entry = Ids.next();
    Map<String, String> form = new TreeMap<>();
    form.put("entry", entry.toString());
    form.put("version", Integer.toString(version));
    form.put("note", "第 " + version + " 步");
    return new Order(entry, loop, "/events/" + loop + "/" + move, form);
  }

  /** Sends again what was never answered; done once is done, undone is done now. */
  void sendAgain(Server server) {
    List<Order> left = List.copyOf(unanswered);
    unanswered.clear();
    left.forEach(order -> send(server, order));
  }

  private static String message(String page) {
    int at = page.indexOf("field-error");
    return at < 0 ? "" : page.substring(at, Math.min(page.length(), at + 160));
  }

  /** False where the connection broke. */
  private boolean send(Server server, Order order) {
    String body =
        order.form().entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url(order.path())))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 3) {
        acknowledged.add(order);
        done.incrementAndGet();
        return true;
      }
      if (answer.statusCode() < 500) {
        refused.add(order.path() + ": " + answer.statusCode() + " " + message(answer.body()));
        return true;
      }
      unanswered.add(order); // the database went first: nothing was promised
      return false;
    } catch (IOException broken) {
      unanswered.add(order);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
