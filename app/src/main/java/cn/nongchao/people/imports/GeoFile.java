package cn.nongchao.people.imports;

import cn.nongchao.form.Characters;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON FeatureCollection (RFC 7946) as a table: a feature is a row, its properties are the
 * columns, and its outline stands in one more, {@link #OUTLINE}.
 */
final class GeoFile {

  static final String OUTLINE = "geometry";

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Of a feature: an outline has 500 corners of four parts each, the rest is its properties. */
  private static final int MOST_PARTS = 20_000;

  private static final int MOST_PROPERTIES = 200;

  /** Longitude and latitude that differ from WGS 84 by less than anybody draws. */
  private static final String DEGREES = ".*(CRS84|EPSG:{1,2}(4326|4490|4979))$";

  private final int most;
  private final List<String> features = new ArrayList<>();
  private String crs = "CRS84";

  private GeoFile(int most) {
    this.most = most;
  }

  static Outcome<Table> read(byte[] content, int most) {
    if (content.length == 0) return refused("文件是空的", "the file is empty");
    GeoFile file = new GeoFile(most);
    try {
      Outcome<Boolean> read = file.features(Characters.decoded(content));
      return read.then(done -> file.table());
    } catch (JacksonException malformed) {
      return noJson(malformed.getLocation());
    } catch (CharacterCodingException neither) {
      return noJson(null);
    }
  }

  private Outcome<Table> table() {
    if (!crs.matches(DEGREES)) {
      return refused(
          "坐标系“" + crs + "”读不了，请转为 WGS 84 或 CGCS2000 经纬度（EPSG:4326、EPSG:4490）",
          "coordinates in “" + crs + "” cannot be read: make them WGS 84 or CGCS2000 degrees");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, String> examples = new LinkedHashMap<>();
    for (String feature : features) {
      JsonNode node = JSON.readTree(feature);
      Map<String, String> row = new LinkedHashMap<>();
      node.path("properties").properties().stream()
          .limit(MOST_PROPERTIES)
          .forEach(one -> row.put(one.getKey(), Tables.cut(one.getValue().asString(""))));
      row.put(OUTLINE, node.has(OUTLINE) ? node.get(OUTLINE).toString() : "");
      row.forEach((name, value) -> {
        if (examples.size() < MOST_PROPERTIES) examples.putIfAbsent(name, "");
        if (examples.getOrDefault(name, "x").isEmpty()) examples.put(name, value);
      });
      rows.add(row);
    }
    List<Heading> headings = new ArrayList<>();
    examples.forEach((name, example) ->
        headings.add(
            new Heading(
                headings.size(), name, List.of(name), name.equals(OUTLINE) ? "…" : example)));
    List<Tables.Cells> cells = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> values =
          examples.keySet().stream().map(name -> row.getOrDefault(name, "")).toList();
      cells.add(new Tables.Cells(cells.size() + 1, values));
    }
    return Outcome.done(new Table(headings, cells, List.<Text>of()));
  }

  /** Each feature's own text, weighed before anything is made of it. */
  private Outcome<Boolean> features(String text) {
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
        if (name.equals("crs") && value == JsonToken.START_OBJECT) {
          int from = (int) in.currentTokenLocation().getCharOffset();
          in.skipChildren();
          String said = text.substring(from, (int) in.currentLocation().getCharOffset());
          crs = Tables.cut(JSON.readTree(said).path("properties").path("name").asString(""));
        }
        if (!name.equals("features") || value != JsonToken.START_ARRAY) {
          in.skipChildren();
          continue;
        }
        isList = true;
        Outcome<Boolean> taken = list(in, text);
        if (!taken.isDone()) return taken;
      }
      if (isObject && in.nextToken() != null) return noJson(in.currentTokenLocation());
    }
    if (!isCollection || !isList) {
      return refused(
          "文件应为 GeoJSON 的 FeatureCollection", "the file must be a GeoJSON FeatureCollection");
    }
    return features.isEmpty()
        ? refused("文件中没有边界", "there are no features in the file")
        : Outcome.done(true);
  }

  private Outcome<Boolean> list(JsonParser in, String text) {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (features.size() == most) {
        return refused(
            "边界超过 " + most + " 个，请拆分文件", "more than " + most + " features: split the file");
      }
      int from = (int) in.currentTokenLocation().getCharOffset();
      if (isTooLarge(in)) {
        int which = features.size() + 1;
        return refused(
            "第 " + which + " 个边界的内容太多", "feature " + which + " holds more than an outline does");
      }
      features.add(text.substring(from, (int) in.currentLocation().getCharOffset()));
    }
    return Outcome.done(true);
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
