package cn.nongchao.people.imports;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.register.Scope;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The outlines of a file beside those there are, as one GeoJSON FeatureCollection. */
@Component
public class OutlinePreview {

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ImportKinds kinds;
  private final OutlinesKind outlines;
  private final DivisionTree tree;
  private final Divisions divisions;

  OutlinePreview(ImportKinds kinds, OutlinesKind outlines, DivisionTree tree, Divisions divisions) {
    this.kinds = kinds;
    this.outlines = outlines;
    this.tree = tree;
    this.divisions = divisions;
  }

  /**
   * Of each good row the outline as it will be and, where that changes, as it is now; property
   * {@code state}: new, changed, same, or now.
   */
  public String geoJson(Preview preview, Scope scope) {
    ObjectNode all = JSON.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = all.putArray("features");
    List<Item> good = preview.isOpen() ? List.of() : preview.good();
    var rows = kinds.look(outlines, kinds.by(scope)).rows(good, preview.choices());
    for (int i = 0; i < good.size(); i++) {
      Item item = good.get(i);
      DivisionCode code = DivisionCode.read(item.made("code"));
      if (code == null) continue;
      if (item.is(What.CHANGED)) {
        tree.outline(code).ifPresent(now -> add(features, code, "now", now));
      }
      String state = item.is(What.NEW) ? "new" : item.is(What.CHANGED) ? "changed" : "same";
      add(features, code, state, rows.get(i).value().polygon());
    }
    return JSON.writeValueAsString(all);
  }

  private void add(ArrayNode features, DivisionCode code, String state, Polygon outline) {
    ObjectNode feature = features.addObject().put("type", "Feature");
    feature
        .putObject("properties")
        .put("code", code.value())
        .put("name", divisions.path(code))
        .put("state", state);
    feature.set("geometry", JSON.readTree(outline.json()));
  }
}
