package cn.nongchao.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL that an earlier run left behind: when our process is killed outright nobody tells
 * PostgreSQL to stop. It is stopped in good order and started anew rather than adopted, so that
 * every run has the settings it was checked for.
 */
record Leftover(Path files) {

  private static final int PATIENCE_SECONDS = 30;

  /** Tells PostgreSQL on the directory to stop and waits for it; false where it did not. */
  interface Stop {
    boolean now() throws IOException;
  }

  void stop(Stop stop, PrintStream notes) throws IOException, CannotStart {
    Optional<ProcessHandle> found = process();
    if (found.isEmpty()) {
      forget();
      return;
    }
    long pid = found.get().pid();
    notes.println(
        Console.words(
            "上次运行被强行终止，留下了 PostgreSQL（进程 %d），正在停止它。",
            "An earlier run was killed and left PostgreSQL (process %d) behind; stopping it.",
            pid));
    if (!stop.now() && process().isPresent()) {
      throw stays(pid);
    }
  }

  /** Ends it whatever becomes of its files: they are to be thrown away. */
  void end() throws IOException, CannotStart {
    Optional<ProcessHandle> found = process();
    found.ifPresent(server -> {
      server.children().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    });
    if (found.isPresent()) forget();
  }

  private static CannotStart stays(long pid) {
    return CannotStart.because(
        "上次运行遗留的 PostgreSQL（进程号 %s）没有停止。请结束该进程后重新启动；数据不会丢失。",
        "The PostgreSQL left behind by an earlier run (process %s) does not stop. End that"
            + " process and start again; no data is lost.",
        pid);
  }

  // PostgreSQL refuses to start where the number in postmaster.pid is in use, even by a stranger
  // (after a restart of a container) or by a dead process nobody has collected. We hold the
  // directory, so once no process works in it any more the file is void.
  private void forget() throws IOException, CannotStart {
    Path pidFile = files.resolve("postmaster.pid");
    if (!Files.exists(pidFile) || !Files.isDirectory(Path.of("/proc/self"))) {
      return;
    }
    for (int second = 0; !workingHere().isEmpty(); second++) {
      if (second == PATIENCE_SECONDS) {
        throw stays(workingHere().getFirst().pid());
      }
      Pause.oneSecond();
    }
    Files.deleteIfExists(pidFile);
  }

  private List<ProcessHandle> workingHere() {
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  // A process number may have been given to someone else since: it counts only if it is a postgres
  // working in this very directory.
  Optional<ProcessHandle> process() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(files.resolve("postmaster.pid"));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    }
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::isOurs);
  }

  private boolean isOurs(ProcessHandle process) {
    return Files.isDirectory(Path.of("/proc/self"))
        ? worksHere(process)
        : process.info().commandLine().orElse("").contains(files.toString());
  }

  private boolean worksHere(ProcessHandle process) {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(workingDirectory.toRealPath(), files);
    } catch (IOException deadOrNotOurs) {
      return false;
    }
  }
}
