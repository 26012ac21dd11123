package cn.nongchao.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A server of somebody else's that keeps what it is sent and answers as it is told. */
final class Receiver implements AutoCloseable {

  /** A request. */
  record Got(String path, String query, Map<String, String> headers, String body) {}

  /** An answer. */
  record Says(int status, String body, Map<String, String> headers) {
    static Says of(int status, String body) {
      return new Says(status, body, Map.of());
    }
  }

  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();

  Receiver(int port, Function<Got, Says> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Map<String, String> headers =
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
          var uri = exchange.getRequestURI();
          Got one = new Got(uri.getPath(), String.valueOf(uri.getQuery()), headers, body);
          got.add(one);
          Says says = answers.apply(one);
          says.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = says.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(says.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Got> got(String path) {
    return got.stream().filter(one -> one.path().equals(path)).toList();
  }

  /** The nth that came there, once it has. */
  static Got once(Receiver receiver, String path, int nth) {
    return Awaitility.await().until(() -> receiver.got(path), all -> all.size() > nth).get(nth);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
