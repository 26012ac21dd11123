package cn.nongchao.verifier;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** One run of the command: its exit code and what it printed. */
record Run(int exit, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  static Run of(String... args) {
    return at(NOW, args);
  }

  static Run at(Instant now, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            InstantSource.fixed(now),
            Map.of());
    int exit = Main.run(shell, args);
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
