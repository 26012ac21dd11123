package cn.nongchao;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application as it is served, with the demo district, on a port of its own and a real
 * database; started with the first test that asks and shared by all tests of the JVM. A test may
 * add to what is there, under names of its own, and must not lean on nothing else being there.
 */
public final class RunningApp {

  /** So many a client may hold that is no proxy. */
  public static final int CONNECTIONS = 200;

  /** Where a mail server of a test may listen, and a gateway for text messages. */
  public static final int MAIL = freePort();

  public static final int GATEWAY = freePort();

  private RunningApp() {}

  private static final class Started {
    static final ConfigurableApplicationContext CONTEXT = start();
  }

  private static final AtomicReference<@Nullable ConfigurableApplicationContext> INSTEAD =
      new AtomicReference<>();

  private static ConfigurableApplicationContext context() {
    ConfigurableApplicationContext other = INSTEAD.get();
    return other == null ? Started.CONTEXT : other;
  }

  /** Whoever asks is given this application; null for the usual one again. */
  public static void instead(@Nullable ConfigurableApplicationContext other) {
    INSTEAD.set(other);
  }

  /** Another one, with a database of its own. */
  static ConfigurableApplicationContext start(String... more) {
    return start(true, more);
  }

  /**
   * An installation on its first day: without the demo, its one administrator not yet signed in. It
   * names a map to lie beneath, whose server no test reaches.
   */
  public static ConfigurableApplicationContext startEmpty() {
    return start(
        false,
        "--nongchao.map.layers[0].name=测试底图",
        "--nongchao.map.layers[0].url=https://{s}.tiles.example/{TileMatrix}/{TileRow}/{TileCol}",
        "--nongchao.map.layers[0].subdomains=t1,t2",
        "--nongchao.map.layers[0].attribution=测试测绘院");
  }

  /** One that was prepared before. */
  static ConfigurableApplicationContext startOn(TestDatabase database) {
    return start(database, false);
  }

  private static ConfigurableApplicationContext start(boolean demo, String... more) {
    return start(TestDatabase.empty(), demo, more);
  }

  private static ConfigurableApplicationContext start(
      TestDatabase database, boolean demo, String... more) {
    List<String> words = new ArrayList<>(List.of(database.arguments()));
    int port = freePort();
    words.add("--server.port=" + port);
    words.add("--nongchao.origin=http://localhost:" + port);
    words.add("--server.address=127.0.0.1");
    words.add("--nongchao.proxies=127.0.0.1"); // tests say where a visitor comes from
    words.add("--nongchao.connections-per-client=" + CONNECTIONS);
    words.add("--nongchao.demo=" + demo);
    words.add("--nongchao.escalation-delay=PT2S");
    words.add("--nongchao.adrift-delay=PT1H");
    words.add("--nongchao.cases.filling-time=1s");
    words.add("--nongchao.upload-grace=3s");
    words.add("--nongchao.notify.fresh=0s");
    words.add("--nongchao.notify.following-delay=PT0.3S");
    words.add("--nongchao.notify.sending-delay=PT0.3S");
    words.add("--nongchao.notify.deadlines-delay=PT1S");
    words.add("--nongchao.notify.inside=127.0.0.1"); // 127.0.0.2 is of the inside too
    words.add("--nongchao.notify.mail-from=nongchao@street.example");
    words.add("--nongchao.notify.sms.url=http://127.0.0.1:" + GATEWAY + "/sms");
    words.add("--nongchao.notify.sms.headers.X-Key=gateway-key");
    words.add("--nongchao.notify.sms.accepted=\"ok\":true");
    words.add("--spring.mail.host=127.0.0.1");
    words.add("--spring.mail.port=" + MAIL);
    words.add("--logging.threshold.console=WARN");
    words.add("--spring.lifecycle.timeout-per-shutdown-phase=1s");
    words.addAll(List.of(more));
    return new SpringApplication(NongchaoApplication.class).run(words.toArray(String[]::new));
  }

  // Known beforehand, since codes name the address they lead to.
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address of the application, from its path. */
  public static String url(String path) {
    var web = (WebServerApplicationContext) context();
    return "http://localhost:" + web.getWebServer().getPort() + path;
  }

  public static <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  public static <T> Collection<T> beans(Class<T> type) {
    return context().getBeansOfType(type).values();
  }

  public static <T> T bean(String name, Class<T> type) {
    return context().getBean(name, type);
  }
}
