package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was sent, before anybody made sense of it: the same for a posted page and for JSON, so that
 * one reading serves both. Names within names are joined by {@code /}, as in a JSON Pointer (RFC
 * 6901), on pages too.
 */
public sealed interface Given {

  /** Nothing. */
  record Nothing() implements Given {}

  /** One value or several, as text. */
  record Leaf(List<String> texts, boolean many) implements Given {
    public Leaf {
      texts = List.copyOf(texts);
    }

    /** As a page posts it: whether one or several are meant, the field knows. */
    public Leaf(List<String> texts) {
      this(texts, false);
    }
  }

  /** Named parts. */
  record Tree(Map<String, Given> parts) implements Given {

    public Given part(String name) {
      return parts.getOrDefault(name, NOTHING);
    }

    /** The same with these texts, whatever stood there. */
    public Tree with(Map<String, String> texts) {
      if (texts.isEmpty()) return this;
      Map<String, Given> all = new LinkedHashMap<>(parts);
      texts.forEach((name, text) -> all.put(name, new Leaf(List.of(text))));
      return new Tree(all);
    }
  }

  /** Rows, each a tree of its own. */
  record Several(List<Given> rows) implements Given {
    public Several {
      rows = List.copyOf(rows);
    }
  }

  Given NOTHING = new Nothing();

  /** As a row of a file has it, by column. */
  static Tree row(Map<String, String> values) {
    Map<String, Given> parts = new LinkedHashMap<>();
    values.forEach((name, value) -> parts.put(name, new Leaf(List.of(value))));
    return new Tree(parts);
  }

  /** As a browser posts it. */
  static Tree posted(Map<String, String[]> parameters) {
    Map<String, Object> root = new LinkedHashMap<>();
    parameters.forEach((name, values) -> put(root, name.split("/", 8), 0, List.of(values)));
    return (Tree) folded(root);
  }

  @SuppressWarnings("unchecked") // only put() writes here: lists at leaves, maps between
  private static void put(Map<String, Object> at, String[] path, int depth, List<String> values) {
    if (depth == path.length - 1) {
      at.putIfAbsent(path[depth], values);
      return;
    }
    Object below = at.computeIfAbsent(path[depth], n -> new LinkedHashMap<String, Object>());
    if (below instanceof Map<?, ?> map) put((Map<String, Object>) map, path, depth + 1, values);
  }

  @SuppressWarnings("unchecked")
  private static Given folded(Object value) {
    if (value instanceof List<?> texts) return new Leaf((List<String>) texts);
    Map<String, Object> map = (Map<String, Object>) value;
    boolean rows = !map.isEmpty() && map.keySet().stream().allMatch(k -> k.matches("[0-9]{1,4}"));
    if (rows) {
      Map<Integer, Given> ordered = new TreeMap<>();
      map.forEach((key, one) -> ordered.put(Integer.valueOf(key), folded(one)));
      return new Several(List.copyOf(ordered.values()));
    }
    Map<String, Given> parts = new LinkedHashMap<>();
    map.forEach((key, one) -> parts.put(key, folded(one)));
    return new Tree(parts);
  }

  /** As a program sends it. */
  static Outcome<Tree> json(JsonNode node) {
    if (!node.isObject()) {
      return Outcome.refused(Refusal.of("bad-input", "请求内容应为 JSON 对象", "a JSON object is needed"));
    }
    List<Refusal> odd = new ArrayList<>();
    Tree tree = (Tree) read(node, "", odd);
    return odd.isEmpty() ? Outcome.done(tree) : Outcome.refused(odd);
  }

  private static Given read(JsonNode node, String path, List<Refusal> odd) {
    if (node.isNull() || node.isMissingNode()) return NOTHING;
    if (node.isObject()) {
      Map<String, Given> parts = new LinkedHashMap<>();
      node.properties()
          .forEach(e -> parts.put(e.getKey(), read(e.getValue(), path + "/" + e.getKey(), odd)));
      return new Tree(parts);
    }
    if (!node.isArray()) return new Leaf(List.of(node.asString()));
    boolean rows = !node.isEmpty() && node.get(0).isObject();
    List<Given> all = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      JsonNode one = node.get(i);
      boolean fits = rows ? one.isObject() : one.isValueNode();
      if (!fits) odd.add(unfit(path + "/" + i));
      else if (rows) all.add(read(one, path + "/" + i, odd));
      else texts.add(one.isNull() ? "" : one.asString());
    }
    return rows ? new Several(all) : new Leaf(texts, true);
  }

  private static Refusal unfit(String path) {
    return Refusal.field(
        path.substring(1), "这里的值类型不对", "a value of this type does not belong here");
  }

  /** The one text of a leaf; null where there is none. */
  default @Nullable String text() {
    return this instanceof Leaf(List<String> texts, boolean many) && !texts.isEmpty()
        ? texts.getFirst()
        : null;
  }

  /** The same as somebody would have typed it, by name: for showing a form again. */
  default Map<String, List<String>> typed() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    collect("", all);
    return all;
  }

  private void collect(String path, Map<String, List<String>> into) {
    switch (this) {
      case Nothing nothing -> {}
      case Leaf(List<String> texts, boolean many) -> into.put(path, texts);
      case Tree(Map<String, Given> parts) ->
          parts.forEach(
              (name, part) -> part.collect(path.isEmpty() ? name : path + "/" + name, into));
      case Several(List<Given> rows) -> {
        for (int i = 0; i < rows.size(); i++) rows.get(i).collect(path + "/" + i, into);
      }
    }
  }
}
