package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was typed, with what was wrong about it: shown again after a refusal, so that nobody
 * types twice. Rendered by {@code layout/refusals.jte}.
 */
public record Typed(Map<String, String> values, List<Refusal> refusals) {

  public Typed {
    values = Map.copyOf(values);
    refusals = List.copyOf(refusals);
  }

  public static Typed empty() {
    return new Typed(Map.of(), List.of());
  }

  /** From a record being edited; nulls become empty text. */
  public static Typed of(Map<String, ? extends @Nullable Object> values) {
    Map<String, String> words = new HashMap<>();
    values.forEach((name, value) -> words.put(name, value == null ? "" : value.toString()));
    return new Typed(words, List.of());
  }

  public Typed refused(List<Refusal> reasons) {
    return new Typed(values, reasons);
  }

  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  public @Nullable Text error(String name) {
    return refusals.stream()
        .filter(refusal -> name.equals(refusal.field()))
        .map(Refusal::reason)
        .findFirst()
        .orElse(null);
  }

  /** What is wrong with none of the fields in particular. */
  public List<Text> general() {
    return refusals.stream().filter(r -> r.field() == null).map(Refusal::reason).toList();
  }

  /** The status such an answer has: that of the first refusal. */
  public int status() {
    return refusals.isEmpty() ? 200 : Problems.status(refusals.getFirst().code()).value();
  }
}
