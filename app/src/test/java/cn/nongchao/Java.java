package cn.nongchao;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java in a process of its own, for what tests start beside themselves. */
public final class Java {

  private Java() {}

  /** Of a main class among the tests' own; words may follow. */
  public static List<String> running(String main) {
    return running(System.getProperty("java.class.path"), main);
  }

  /** Compiles little and collects simply: it lives for some seconds. */
  public static List<String> running(String classPath, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8"));
    command.addAll(List.of("-Dstderr.encoding=UTF-8", "-cp", classPath, main));
    return command;
  }
}
