package cn.nongchao.launch;

import cn.nongchao.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own that opens a database and holds it, so that a test can kill it. */
final class ChildRun {

  private ChildRun() {}

  /** Prints the JDBC URL and password once open, or the reason why not, then waits. */
  public static void main(String[] args) throws Exception {
    try (Database database = Database.open(DataOptions.of(Path.of(args[0]), null, 0), System.err)) {
      System.out.println("open " + database.jdbcUrl());
      new CountDownLatch(1).await();
    } catch (CannotStart reason) {
      System.out.println("refused " + reason.getMessage());
      System.exit(1);
    }
  }

  static Process start(Path data) throws IOException {
    List<String> command = Java.running(ChildRun.class.getName());
    command.add(data.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What the child says first. */
  static String says(Process child) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream()));
    return String.valueOf(out.readLine());
  }
}
