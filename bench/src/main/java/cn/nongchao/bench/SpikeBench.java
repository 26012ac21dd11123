package cn.nongchao.bench;

import cn.nongchao.people.DemoAccount;
import cn.nongchao.platform.Ids;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench spike}: a server in a process of its own is sent several times the reports it can
 * take. What it acknowledged must be there, the rest must have been sent away at once, and
 * afterwards it must serve as before.
 */
@Command(
    name = "spike",
    description = "Send a server several times what it can take, and look what became of it.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class SpikeBench implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
  private static final String GRID = "330114003200001";

  /** “At once”, for a machine that has nothing left: a client of ours shares it. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  /** Later nobody waits for an answer any more. */
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

  /** Fewer than one client may hold. */
  private static final int MOST_BESIDE_EACH_OTHER = 800;

  @Option(names = "--pool", defaultValue = "4", description = "Connections to the database.")
  int pool;

  @Option(names = "--times", defaultValue = "3", description = "How often what it can take.")
  double times;

  @Option(names = "--seconds", defaultValue = "15", description = "Length of the spike.")
  int seconds;

  /** An answer; status 0 where there was none. */
  private record Came(UUID id, int status, boolean saysWhen, Duration took) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private String root = "";
  private String session = "";
  private String csrf = "";

  @Override
  public Integer call() throws Exception {
    String jar = System.getProperty("nongchao.app", "");
    if (jar.isEmpty()) throw new IllegalStateException("start it as ./nongchao bench spike");
    Path data = Files.createTempDirectory("nongchao-spike");
    int port = freePort();
    root = "http://127.0.0.1:" + port;
    Process server = started(jar, data, port);
    try {
      signIn();
      double capacity = capacity();
      OUT.printf(Locale.ROOT, "takes %.0f reports a second (pool of %d)%n", capacity, pool);
      List<Came> all = spiked(capacity * times);
      Duration back = backAgain();
      return told(all, back) ? 0 : 1;
    } finally {
      List<ProcessHandle> database = server.descendants().toList();
      server.destroy();
      server.onExit().join();
      database.forEach(one -> one.onExit().join()); // it writes until it has ended
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process started(String jar, Path data, int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar,
            "serve",
            "--demo",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    builder.environment().put("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", Integer.toString(pool));
    builder.redirectErrorStream(true);
    Process server = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("Nongchao ready")) {
        Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
        return server;
      }
    }
    throw new IllegalStateException("the server did not start:\n" + String.join("\n", said));
  }

  private void signIn() throws IOException, InterruptedException {
    HttpResponse<String> page = get("/sign-in");
    String form =
        "login=dispatcher&password="
            + URLEncoder.encode(DemoAccount.PASSWORD, StandardCharsets.UTF_8)
            + "&_csrf="
            + token(page);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookies(page))
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> entered = http.send(request, BodyHandlers.ofString());
    session = cookies(entered);
    csrf = token(get("/events"));
  }

  private static String token(HttpResponse<String> page) {
    Matcher found = CSRF.matcher(page.body());
    if (!found.find()) throw new IllegalStateException("no page: " + page.statusCode());
    return found.group(1);
  }

  private static String cookies(HttpResponse<?> from) {
    return String.join(
        "; ",
        from.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .filter(cookie -> !cookie.endsWith("="))
            .toList());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
    if (!session.isEmpty()) request.header("Cookie", session);
    return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  private Came report() {
    UUID id = Ids.next();
    String body =
        """
        {"id": "%s", "channel": "GRID", "category": "0201", "words": "spike", "division": "%s"}
        """
            .formatted(id, GRID);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + "/api/v1/events"))
            .header("Content-Type", "application/json")
            .header("Cookie", session)
            .header("X-CSRF-TOKEN", csrf)
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build();
    long begun = System.nanoTime();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      boolean saysWhen = answer.headers().firstValue("retry-after").isPresent();
      return new Came(id, answer.statusCode(), saysWhen, since(begun));
    } catch (IOException none) {
      return new Came(id, 0, false, since(begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Came(id, 0, false, since(begun));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Reports a second by as many clients as there are connections, once it is warm. */
  private double capacity() throws InterruptedException {
    together(5);
    return together(5) / 5.0;
  }

  private int together(int length) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(length).toNanos();
    Queue<Came> taken = new ConcurrentLinkedQueue<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2 * pool; i++) {
        clients.submit(() -> {
          while (System.nanoTime() < end) {
            Came came = report();
            if (came.status() == 201) taken.add(came);
          }
        });
      }
    }
    return taken.size();
  }

  /** Sent at a rate, whether what was sent before is answered or not. */
  private List<Came> spiked(double rate) {
    Queue<Came> all = new ConcurrentLinkedQueue<>();
    Semaphore beside = new Semaphore(MOST_BESIDE_EACH_OTHER);
    long begun = System.nanoTime();
    long each = (long) (1e9 / rate);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long next = begun; since(begun).toSeconds() < seconds; next += each) {
        LockSupport.parkNanos(next - System.nanoTime());
        beside.acquireUninterruptibly();
        clients.submit(() -> {
          try {
            all.add(report());
          } finally {
            beside.release();
          }
        });
      }
    }
    OUT.printf(
        Locale.ROOT,
        "sent %d in %d s, %.0f a second (%.1f times)%n",
        all.size(),
        seconds,
        all.size() / (double) seconds,
        times);
    return List.copyOf(all);
  }

  /** Until twenty, one after the other, are taken in under a second each. */
  private Duration backAgain() {
    long over = System.nanoTime();
    int good = 0;
    while (good < 20 && since(over).toSeconds() < 60) {
      Came came = report();
      good = came.status() == 201 && came.took().toMillis() < 1000 ? good + 1 : 0;
    }
    return since(over);
  }

  private boolean told(List<Came> all, Duration back) throws IOException, InterruptedException {
    List<Came> taken = all.stream().filter(came -> came.status() == 201).toList();
    List<Came> away = all.stream().filter(came -> came.status() == 503).toList();
    int other = all.size() - taken.size() - away.size();
    long silent = away.stream().filter(came -> !came.saysWhen()).count();
    Duration slowest = share(away, 0.99);
    int lost = 0;
    for (Came came : taken) {
      if (get("/api/v1/events/" + came.id()).statusCode() != 200) lost++;
    }
    OUT.printf(
        Locale.ROOT,
        "acknowledged %d (median %d ms, 99 %% %d ms), lost of them %d%n",
        taken.size(),
        share(taken, 0.5).toMillis(),
        share(taken, 0.99).toMillis(),
        lost);
    OUT.printf(
        Locale.ROOT,
        "sent away %d (median %d ms, 99 %% %d ms), without saying when %d%n",
        away.size(),
        share(away, 0.5).toMillis(),
        slowest.toMillis(),
        silent);
    OUT.printf(Locale.ROOT, "anything else %d; as before after %d ms%n", other, back.toMillis());
    boolean good =
        lost == 0
            && silent == 0
            && other == 0
            && !taken.isEmpty()
            && !away.isEmpty()
            && share(taken, 0.99).compareTo(IN_TIME) < 0
            && slowest.compareTo(AT_ONCE) < 0
            && back.compareTo(BACK_WITHIN) < 0;
    OUT.println(good ? "PASSED" : "FAILED");
    return good;
  }

  private static Duration share(List<Came> all, double part) {
    List<Duration> sorted = all.stream().map(Came::took).sorted().toList();
    if (sorted.isEmpty()) return Duration.ZERO;
    return Objects.requireNonNull(sorted.get((int) (part * (sorted.size() - 1))));
  }
}
