package cn.nongchao.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, as {@code nongchao serve} starts it. */
final class Instance {

  private static final String READY = "Nongchao ready";
  private static final int PATIENCE_SECONDS = 300;

  private final Site site;
  private final Process process;

  private Instance(Site site, Process process) {
    this.site = site;
    this.process = process;
  }

  /** How a program of ours is run beside this one. */
  static List<String> java(Site site, String main, String... properties) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx600m"));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8"));
    words.add("-Dstderr.encoding=UTF-8");
    words.addAll(List.of(properties));
    words.addAll(List.of("-cp", site.classPath(), main));
    return words;
  }

  /** Begins to start one; what it says goes into the site's log. */
  static Instance begin(Site site, int port) throws IOException {
    List<String> words = java(site, "cn.nongchao.Main", site.properties());
    words.addAll(List.of("serve", "--demo", "--port", Integer.toString(port)));
    words.addAll(List.of("--data", site.data().toString()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new Instance(site, builder.start());
  }

  /** Null once it is ready; else what it said before it ended. */
  @Nullable String refusal() throws IOException, InterruptedException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Thread impatience = Thread.ofVirtual().start(this::endLater);
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        log(line);
        if (line.startsWith(READY)) {
          Thread.ofVirtual().start(() -> drain(out));
          return null;
        }
        said.append(line).append('\n');
      }
    } finally {
      impatience.interrupt();
    }
    process.waitFor();
    return said.toString().strip();
  }

  private void endLater() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
      process.destroyForcibly();
    } catch (InterruptedException ready) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain(BufferedReader out) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) log(line);
    } catch (IOException killed) {
      // with nothing more to say
    }
  }

  private synchronized void log(String line) throws IOException {
    Files.writeString(
        site.log(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exit() throws InterruptedException {
    return process.waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a system does that shuts down; false where it did not end by itself. */
  boolean term() throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) kill();
    return ended;
  }
}
