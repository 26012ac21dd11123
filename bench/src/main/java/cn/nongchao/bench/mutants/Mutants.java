package cn.nongchao.bench.mutants;

import cn.nongchao.bench.mutants.Mutant.Fate;
import cn.nongchao.launch.CannotStart;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench mutants}: breaks what decides on purpose, one thing at a time, and runs the tests
 * that must notice. Classes held by the same tests are done in one go of PIT, so that they share
 * databases and applications.
 */
@Command(
    name = "mutants",
    description =
        "Break what decides, one thing at a time (bench/mutants.txt), and tell what no test"
            + " notices. Fails where that is not named in docs/security/mutants.md.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Mutants implements Callable<Integer> {

  private static final PrintStream OUT = System.out;

  /** What a slip in a decision looks like. */
  private static final String MUTATORS =
      String.join(
          ",",
          "REMOVE_CONDITIONALS", // always, never
          "CONDITIONALS_BOUNDARY",
          "TRUE_RETURNS",
          "FALSE_RETURNS",
          "EMPTY_RETURNS",
          "NULL_RETURNS",
          "PRIMITIVE_RETURNS",
          "VOID_METHOD_CALLS", // left out
          "EXPERIMENTAL_NAKED_RECEIVER", // a filter left out
          "EXPERIMENTAL_SWITCH",
          "MATH",
          "INCREMENTS",
          "SQL_CONDITIONS");

  /** As the tests are run elsewhere (app/pom.xml). */
  private static final List<String> JVM =
      List.of(
          "-XX:+EnableDynamicAgentLoading",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:TieredStopAtLevel=1");

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CLASS",
      description = "These classes of the list, with or without their package.")
  private List<String> only = List.of();

  @Option(names = "--all", description = "Name the survivors that have a reason too.")
  private boolean all;

  @Option(
      names = "--quick",
      description = "Trust that the tests can be run again and again; else that is tried first.")
  private boolean quick;

  private final Path root = Path.of(System.getProperty("nongchao.root", ".")).toAbsolutePath();
  private final Path app = root.resolve("app");
  private final Path work = app.resolve("target/mutants");

  @Override
  public Integer call() throws IOException, InterruptedException, CannotStart {
    List<Decision> decisions = Decision.read(root.resolve("bench/mutants.txt"));
    Survivors survivors = Survivors.read(root.resolve("docs/security/mutants.md"));
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (Decision one : Decision.meant(decisions, only)) {
      groups.computeIfAbsent(one.tests(), tests -> new ArrayList<>()).add(one.type());
    }
    OUT.printf("%-36s %7s %7s %9s %7s%n", "class", "mutants", "killed", "survived", "named");
    Instant began = Instant.now();
    Set<String> done = new HashSet<>();
    boolean good = true;
    for (var group : groups.entrySet()) {
      good &= tell(run(group.getValue(), group.getKey()), group.getValue(), survivors);
      done.addAll(group.getValue());
      sweep();
    }
    for (Mutant.Key idle : survivors.idle(done)) {
      OUT.println("No longer there, take it out of docs/security/mutants.md: " + idle);
      good = false;
    }
    if (only.isEmpty()) {
      decisions.stream()
          .filter(one -> !one.isSettled())
          .forEach(one -> OUT.println("Run by name only, not gone through yet: " + one.type()));
    }
    OUT.println("Took " + Duration.between(began, Instant.now()).toSeconds() + " s.");
    return good ? 0 : 1;
  }

  private List<Mutant> run(List<String> types, List<String> tests)
      throws IOException, InterruptedException, CannotStart {
    Files.createDirectories(work);
    List<String> twice = new ArrayList<>(List.of("cn.nongchao.bench.mutants.Twice"));
    tests.forEach(test -> twice.add("cn.nongchao." + test));
    if (!quick) java(twice);
    Path report = work.resolve("mutations.xml");
    Files.deleteIfExists(report);
    java(
        List.of(
            "org.pitest.mutationtest.commandline.MutationCoverageReport",
            "--reportDir=" + work,
            "--targetClasses=" + named(types, "cn.nongchao.", "", "cn.nongchao.", "$*"),
            "--targetTests=" + named(tests, "cn.nongchao.", ""),
            "--sourceDirs=" + app.resolve("src/main/java"),
            "--mutableCodePaths=" + app.resolve("target/classes"),
            "--outputFormats=XML",
            "--timestampedReports=false",
            "--threads=1",
            "--timeoutConst=40000", // the first test of a JVM starts an application
            "--mutators=" + MUTATORS,
            "--features=-jspecify", // who returns no refusal returns null
            "--jvmArgs=" + String.join(",", JVM)));
    return Mutant.read(report, app.resolve("src/main/java"));
  }

  private static String named(List<String> names, String... around) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      for (int i = 0; i < around.length; i += 2) all.add(around[i] + name + around[i + 1]);
    }
    return String.join(",", all);
  }

  private void java(List<String> words) throws IOException, InterruptedException, CannotStart {
    Path log = work.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-cp");
    command.add(classPath());
    command.addAll(words);
    int code =
        new ProcessBuilder(command)
            .directory(app.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw CannotStart.because("%1$s 失败，见 %2$s", "%1$s failed, see %2$s", words.getFirst(), log);
    }
  }

  /** The tests' own, and before it what changes and runs them. */
  private String classPath() throws IOException {
    String bench =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path ->
                path.matches(
                    ".*(/pitest/|/jopt-simple/|stringtemplate|/antlr/|/bench/|"
                        + "commons-text|junit-platform-launcher).*"))
            .collect(Collectors.joining(File.pathSeparator));
    return String.join(
        File.pathSeparator,
        bench,
        app.resolve("target/test-classes").toString(),
        app.resolve("target/classes").toString(),
        Files.readString(app.resolve("target/mutants.classpath")).strip());
  }

  private boolean tell(List<Mutant> mutants, List<String> types, Survivors survivors) {
    boolean good = true;
    for (String type : types) {
      List<Mutant> of =
          mutants.stream().filter(one -> one.in().equals(type) && one.fate() != Fate.NONE).toList();
      List<Mutant> alive = of.stream().filter(Mutant::isAlive).toList();
      List<Mutant> unnamed = alive.stream().filter(one -> !survivors.names(one)).toList();
      int named = alive.size() - unnamed.size();
      OUT.printf(
          "%-36s %7d %7d %9d %7d%n",
          type, of.size(), of.size() - alive.size(), alive.size(), named);
      for (Mutant one : all ? alive : unnamed) {
        String unseen = one.fate() == Fate.UNSEEN ? " (no test comes here)" : "";
        OUT.printf("    %s:%d %s%s%n", one.method(), one.line(), Survivors.row(one), unseen);
      }
      good &= unnamed.isEmpty() && !of.isEmpty();
    }
    return good;
  }

  /** PIT ends its JVMs without a word, and the PostgreSQL of each goes on. */
  private void sweep() throws IOException {
    Path data = app.resolve("target/test-data");
    if (!Files.isDirectory(data)) return;
    List<Path> old;
    try (Stream<Path> found = Files.list(data)) {
      old = found.filter(Mutants::isAbandoned).toList();
    }
    for (Path one : old) {
      Path running = one.resolve("postgres/postmaster.pid");
      if (!Files.exists(running)) continue;
      long pid = Long.parseLong(Files.readAllLines(running).getFirst().strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  private static boolean isAbandoned(Path directory) {
    String owner = directory.getFileName().toString();
    return owner.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
  }
}
