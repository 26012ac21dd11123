package cn.nongchao.people.imports;

import cn.nongchao.form.Forms;
import cn.nongchao.people.Among;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON FeatureCollection (RFC 7946) of outlines: each feature a Polygon whose property {@code
 * code} names a place that exists. The property {@code schematic} is false for surveyed ones.
 */
@Component
class OutlinesKind implements Kind {

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of a feature: an outline has 500 corners of four parts each, the rest is its properties. */
  private static final int MOST_PARTS = 20_000;

  /** Whose outline a feature is; the outline itself is read with the file. */
  record Outline(
      @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 2)
          DivisionCode code,
      boolean schematic) {}

  private final Forms forms;
  private final DivisionTree tree;
  private final Audit audit;

  OutlinesKind(Forms forms, DivisionTree tree, Audit audit) {
    this.forms = forms;
    this.tree = tree;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "outlines";
  }

  @Override
  public Text title() {
    return Text.of("边界（GeoJSON）", "Outlines (GeoJSON)");
  }

  @Override
  public List<Column> columns() {
    return List.of();
  }

  @Override
  public int most() {
    return 5_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    if (content.length == 0) return refused("文件是空的", "the file is empty");
    try {
      return features(new String(content, StandardCharsets.UTF_8)).map(OutlinesKind::items);
    } catch (JacksonException malformed) {
      return noJson(malformed.getLocation());
    }
  }

  /** Each feature's own text, weighed before anything is made of it. */
  private Outcome<List<String>> features(String text) {
    List<String> found = new ArrayList<>();
    boolean isCollection = false;
    boolean isList = false;
    try (JsonParser in = JSON.createParser(text)) {
      boolean isObject = in.nextToken() == JsonToken.START_OBJECT;
      while (isObject && in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (name.equals("type") && value == JsonToken.VALUE_STRING) {
          isCollection = in.getString().equals("FeatureCollection");
        }
        if (!name.equals("features") || value != JsonToken.START_ARRAY) {
          in.skipChildren();
          continue;
        }
        isList = true;
        while (in.nextToken() != JsonToken.END_ARRAY) {
          if (found.size() == most()) {
            return refused(
                "边界超过 " + most() + " 个，请拆分文件", "more than " + most() + " features: split the file");
          }
          int from = (int) in.currentTokenLocation().getCharOffset();
          if (isTooLarge(in)) {
            int which = found.size() + 1;
            return refused(
                "第 " + which + " 个边界的内容太多",
                "feature " + which + " holds more than an outline does");
          }
          found.add(text.substring(from, (int) in.currentLocation().getCharOffset()));
        }
      }
      if (isObject && in.nextToken() != null) return noJson(in.currentTokenLocation());
    }
    if (!isCollection || !isList) {
      return refused(
          "文件应为 GeoJSON 的 FeatureCollection", "the file must be a GeoJSON FeatureCollection");
    }
    return found.isEmpty()
        ? refused("文件中没有边界", "there are no features in the file")
        : Outcome.done(found);
  }

  /** Goes to the end of the value we are at, unless it is made of too many parts. */
  private static boolean isTooLarge(JsonParser in) {
    int depth = 0;
    for (int parts = 0; parts < MOST_PARTS; parts++) {
      if (in.currentToken().isStructStart()) depth++;
      if (in.currentToken().isStructEnd()) depth--;
      if (depth == 0) return false;
      in.nextToken();
    }
    return true;
  }

  private static List<Item> items(List<String> features) {
    List<Item> items = new ArrayList<>();
    for (String feature : features) items.add(item(items.size(), JSON.readTree(feature)));
    return items;
  }

  private static Item item(int index, JsonNode feature) {
    JsonNode properties = feature.path("properties");
    Map<String, String> values = new HashMap<>();
    values.put("code", properties.path("code").asString(""));
    values.put("schematic", Boolean.toString(properties.path("schematic").asBoolean(false)));
    List<Refusal> wrong = new ArrayList<>();
    switch (Polygon.read(feature.get("geometry"))) {
      case Outcome.Done<Polygon>(Polygon outline) -> values.put("geometry", outline.json());
      case Outcome.Refused<Polygon>(List<Refusal> reasons) -> wrong.addAll(reasons);
    }
    return new Item(index + 1, Ids.next(), values, wrong, null);
  }

  @Override
  public List<Item> check(List<Item> items, Scope scope) {
    Twice codes = new Twice("code");
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>(codes.see(item));
      if (item.read(Outline.class, forms, scope)
          instanceof Outcome.Refused<Outline>(List<Refusal> reasons)) wrong.addAll(reasons);
      checked.add(item.and(wrong));
    }
    return checked;
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    for (Item item : items) {
      Outcome<Outline> read = item.read(Outline.class, forms, scope);
      if (read instanceof Outcome.Refused<Outline>(List<Refusal> reasons)) return reasons;
      Outline of = read.orThrow();
      Polygon outline = Polygon.read(JSON.readTree(item.get("geometry"))).orThrow();
      int version = tree.fresh(of.code()).map(Division::version).orElse(-1);
      if (tree.draw(of.code(), outline, of.schematic(), version)
          instanceof Outcome.Refused<Integer>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  @Override
  public void note(Scope scope, String fileName, int rows) {
    audit.record("outlines-imported", scope.by(), fileName, Map.of("rows", Integer.toString(rows)));
  }

  private static <T> Outcome<T> noJson(@Nullable TokenStreamLocation where) {
    if (where == null || where.getLineNr() < 1) return refused("文件不是 JSON", "the file is no JSON");
    return refused(
        "文件不是 JSON：第 %d 行第 %d 列起无法读取".formatted(where.getLineNr(), where.getColumnNr()),
        "the file is no JSON: it cannot be read from line %d, column %d on"
            .formatted(where.getLineNr(), where.getColumnNr()));
  }

  private static <T> Outcome<T> refused(String zh, String en) {
    return Outcome.refused(Refusal.field("file", zh, en));
  }
}
