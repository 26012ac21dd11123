package cn.nongchao.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as somebody typed it, and why it was refused: what a page needs to show the same form
 * again with nothing lost and each message beside its field.
 */
public record Typed(Map<String, List<String>> values, List<Refusal> refusals) {

  private static final Typed NOTHING = new Typed(Map.of(), List.of());

  public Typed {
    values = Map.copyOf(values);
    refusals = List.copyOf(refusals);
  }

  /** A form nobody has touched. */
  public static Typed nothing() {
    return NOTHING;
  }

  /**
   * @param parameters as the request gives them
   */
  public static Typed of(Map<String, String[]> parameters, List<Refusal> refusals) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    parameters.forEach((name, all) -> values.put(name, List.of(all)));
    return new Typed(values, refusals);
  }

  public String one(String field) {
    return one(field, "");
  }

  public String one(String field, String otherwise) {
    List<String> all = values.get(field);
    return all == null || all.isEmpty() ? otherwise : all.getFirst();
  }

  public List<String> all(String field) {
    return values.getOrDefault(field, List.of());
  }

  /** Whether it was refused for this reason. */
  public boolean isRefusedAs(String code) {
    return refusals.stream().anyMatch(refusal -> refusal.code().equals(code));
  }

  /** An id made by whoever shows the form; another where the one sent turned out to be taken. */
  public String id(String field, String fresh) {
    return isRefusedAs("already-exists") ? fresh : one(field, fresh);
  }

  public boolean has(String field, String value) {
    return all(field).contains(value);
  }

  /** What is wrong with this field; null where nothing is. */
  public @Nullable Text error(String field) {
    for (Refusal refusal : refusals) {
      if (field.equals(refusal.field())) return refusal.reason();
    }
    return null;
  }

  /** All that is wrong with this field. */
  public List<Text> errors(String field) {
    return refusals.stream()
        .filter(refusal -> field.equals(refusal.field()))
        .map(Refusal::reason)
        .distinct()
        .toList();
  }

  /** What is wrong, but not with one of these fields. */
  public List<Text> beside(String... fields) {
    List<String> shown = List.of(fields);
    return refusals.stream()
        .filter(refusal -> refusal.field() == null || !shown.contains(refusal.field()))
        .map(Refusal::reason)
        .toList();
  }
}
