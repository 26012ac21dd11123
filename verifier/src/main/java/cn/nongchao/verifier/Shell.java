package cn.nongchao.verifier;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/** Where a command prints to, what time it is and what the environment says. */
record Shell(PrintStream out, PrintStream err, InstantSource clock, Map<String, String> env) {
  Shell {
    env = Map.copyOf(env);
  }
}
