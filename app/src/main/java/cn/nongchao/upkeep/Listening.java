package cn.nongchao.upkeep;

import cn.nongchao.launch.Seen;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the server of a directory answers, and to whom. */
record Listening(Seen seen) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  Finding finding() {
    if (seen.server().isEmpty()) {
      return Finding.warning("server", Text.of("没有服务在运行", "no server is running"));
    }
    int port = seen.server().get();
    String where = "http://127.0.0.1:%d/health".formatted(port);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(where)).timeout(PATIENCE).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      String shown = where + ": " + answer.statusCode() + " " + answer.body().strip();
      return answer.statusCode() == 200
          ? Finding.ok(
              "server",
              Text.of(
                  "服务在运行（进程 " + seen.process().orElse(0L) + "），" + shown,
                  "the server answers (process " + seen.process().orElse(0L) + "), " + shown))
          : Finding.fault("server", Text.of("服务有故障：" + shown, "the server is down: " + shown));
    } catch (IOException e) {
      return Finding.fault(
          "server", Text.of("服务不应答：" + where, "the server does not answer: " + where));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.fault("server", Text.of("服务不应答：" + where, "not waited for: " + where));
    }
  }

  /** Plain HTTP on a network is for a proxy beside it, and for nobody else. */
  static Finding network(int port) {
    List<String> open = new ArrayList<>();
    for (InetAddress address : addresses()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 1000);
        open.add(address.getHostAddress());
      } catch (IOException shut) {
        // as it should be
      }
    }
    if (open.isEmpty()) {
      return Finding.ok(
          "listening",
          Text.of("端口 " + port + " 只在本机监听", "port " + port + " listens on this machine only"));
    }
    String all = String.join(", ", open);
    return Finding.warning(
        "listening",
        Text.of(
            "端口 " + port + " 以明文 HTTP 对网络开放：" + all + "；前面应有 HTTPS 代理和防火墙",
            "port "
                + port
                + " is open to the network in plain HTTP at "
                + all
                + ": there should be a proxy with HTTPS and a firewall"));
  }

  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .toList();
    } catch (SocketException none) {
      return List.of();
    }
  }
}
