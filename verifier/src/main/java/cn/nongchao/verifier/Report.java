package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command found.
 *
 * @param verdict genuine, not genuine, could not check
 * @param held what did hold, whatever the verdict
 * @param open what was not looked into, which neither holds nor fails
 * @param details facts for a program to read
 */
record Report(Verdict verdict, List<Reason> held, List<Reason> open, Map<String, Object> details) {
  static final int GENUINE = 0;
  static final int NOT_GENUINE = 1;
  static final int COULD_NOT_CHECK = 2;

  Report {
    held = List.copyOf(held);
    open = List.copyOf(open);
    details = Map.copyOf(details);
  }

  Report(Verdict verdict, List<Reason> held, Map<String, Object> details) {
    this(verdict, held, List.of(), details);
  }

  static Report of(Verdict verdict, Map<String, Object> details) {
    List<Reason> held = verdict instanceof Verdict.Genuine genuine ? genuine.checked() : List.of();
    return new Report(verdict, held, details);
  }

  static Report notGenuine(Reason reason) {
    return of(new Verdict.NotGenuine(reason), Map.of());
  }

  static Report couldNotCheck(Reason reason) {
    return of(new Verdict.CouldNotCheck(reason), Map.of());
  }

  /** The same, with something said not to have been looked into. */
  Report leavingOpen(Reason what) {
    List<Reason> more = new ArrayList<>(open);
    more.add(what);
    return new Report(verdict, held, more, details);
  }

  int exitCode() {
    return switch (verdict) {
      case Verdict.Genuine _ -> GENUINE;
      case Verdict.NotGenuine _ -> NOT_GENUINE;
      case Verdict.CouldNotCheck _ -> COULD_NOT_CHECK;
    };
  }

  void print(PrintStream out, Languages languages) {
    for (Reason line : held) {
      out.println("  ✓ " + languages.of(line));
    }
    for (Reason line : open) {
      out.println("  – " + languages.of(line));
    }
    switch (verdict) {
      case Verdict.Genuine _ -> out.println(languages.of(new Reason("属实", "GENUINE")));
      case Verdict.NotGenuine(Reason reason) -> {
        out.println("  ✗ " + languages.of(reason));
        out.println(languages.of(new Reason("不属实", "NOT GENUINE")));
      }
      case Verdict.CouldNotCheck(Reason reason) -> {
        out.println("  ? " + languages.of(reason));
        out.println(languages.of(new Reason("无法核验", "COULD NOT CHECK")));
      }
    }
  }

  String json() {
    Map<String, Object> json = new HashMap<>(details);
    json.put("checked", held.stream().map(Report::words).toList());
    json.put("notChecked", open.stream().map(Report::words).toList());
    switch (verdict) {
      case Verdict.Genuine _ -> json.put("result", "genuine");
      case Verdict.NotGenuine(Reason reason) -> {
        json.put("result", "not-genuine");
        json.put("reason", words(reason));
      }
      case Verdict.CouldNotCheck(Reason reason) -> {
        json.put("result", "could-not-check");
        json.put("reason", words(reason));
      }
    }
    try {
      return new String(Json.canonical(json), StandardCharsets.UTF_8);
    } catch (Malformed e) {
      throw new IllegalStateException("a detail that JSON cannot hold", e);
    }
  }

  private static Map<String, Object> words(Reason reason) {
    return Map.of("zh", reason.zh(), "en", reason.en());
  }
}
