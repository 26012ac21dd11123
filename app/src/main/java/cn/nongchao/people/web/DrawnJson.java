package cn.nongchao.people.web;

import cn.nongchao.form.Characters;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.places.Drawing;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Outlines as programs send them, and the editor of the map. */
final class DrawnJson {

  private DrawnJson() {}

  /**
   * One outline.
   *
   * @param schematic whether it is a drawing rather than a survey; there is no default
   * @param version the one the drawing began from
   * @param anyway whether it is written too where it does not fit what is around it
   */
  record One(
      JsonNode geometry,
      @Schema(types = "boolean") @Nullable Boolean schematic,
      int version,
      @Schema(types = "boolean") @Nullable Boolean anyway,
      @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, Object> others) {

    boolean isMeant() {
      return Boolean.TRUE.equals(anyway);
    }

    Outcome<Drawing> of(DivisionCode code) {
      List<Refusal> unknown = unknown(others, "geometry, schematic, version, anyway");
      if (!unknown.isEmpty()) return Outcome.refused(unknown);
      return drawing(code, geometry, schematic, version);
    }
  }

  /** One of several. */
  record Part(
      String code,
      JsonNode geometry,
      @Schema(types = "boolean") @Nullable Boolean schematic,
      int version,
      @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, Object> others) {}

  /** Several outlines, written all or none. */
  record Several(
      List<Part> outlines,
      @Schema(types = "boolean") @Nullable Boolean anyway,
      @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, Object> others) {

    boolean isMeant() {
      return Boolean.TRUE.equals(anyway);
    }

    Outcome<List<Drawing>> drawings() {
      List<Refusal> wrong = new ArrayList<>(unknown(others, "outlines, anyway"));
      List<Drawing> read = new ArrayList<>();
      for (@Nullable Part part : outlines == null ? List.<Part>of() : outlines) {
        DivisionCode code =
            part == null || part.code() == null ? null : DivisionCode.read(part.code());
        if (part == null || code == null) {
          wrong.add(Refusal.field("code", "应为区划代码", "must be the code of a place"));
          continue;
        }
        wrong.addAll(unknown(part.others(), "code, geometry, schematic, version"));
        switch (drawing(code, part.geometry(), part.schematic(), part.version())) {
          case Outcome.Done<Drawing>(Drawing one) -> read.add(one);
          case Outcome.Refused<Drawing>(List<Refusal> reasons) -> wrong.addAll(reasons);
        }
      }
      return wrong.isEmpty() ? Outcome.done(read) : Outcome.refused(wrong);
    }
  }

  private static Outcome<Drawing> drawing(
      DivisionCode code, JsonNode geometry, @Nullable Boolean schematic, int version) {
    if (schematic == null) {
      return Outcome.refused(
          Refusal.field(
              "schematic", "请选择边界是示意还是实测", "say whether the outline is schematic or surveyed"));
    }
    return Polygon.read(geometry).map(outline -> new Drawing(code, outline, schematic, version));
  }

  /** A refusal for each name that is none of ours. */
  private static List<Refusal> unknown(@Nullable Map<String, Object> others, String ours) {
    if (others == null) return List.of();
    return others.keySet().stream()
        .filter(name -> Characters.wrong(name) == null)
        .map(name ->
            Refusal.field(
                name,
                "没有“" + name + "”这个字段；可用：" + ours,
                "there is no field “" + name + "”; there are " + ours))
        .toList();
  }
}
