package cn.nongchao.people.imports;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.people.Among;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.places.Datum;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.places.Drawing;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON FeatureCollection (RFC 7946) of outlines. Its properties say whose each is: by code, or
 * by name and the name of what is above. In which coordinates they are, and whether they are
 * surveyed, stands in the file ({@code datum}, {@code schematic}) or is asked.
 */
@Component
class OutlinesKind implements ImportKind<OutlinesKind.Outline> {

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Whose outline a feature is. */
  record Outline(
      @Field(zh = "代码", en = "code")
          @Also({"编码", "区划代码", "区划编码", "网格编码", "网格代码", "网格编号"})
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 2)
          @Nullable DivisionCode code,
      @Field(zh = "名称", en = "name") @Also({"网格名称", "区划名称", "网格", "社区名称", "村名"}) @Size(max = 60)
          String name,
      @Field(zh = "上级", en = "parent")
          @Also({"社区", "所属社区", "村社", "所属村社", "所在村", "村", "街道", "village", "community"})
          @Size(max = 60)
          String parent,
      @Field(zh = "坐标系", en = "datum") @Also({"坐标系统", "坐标", "crs"}) Datum datum,
      @Field(zh = "实测或示意", en = "surveyed or schematic") @Also({"示意", "来源"}) Made schematic,
      @Field(zh = "轮廓", en = "outline") String geometry) {

    Polygon polygon() {
      return read().orThrow();
    }

    /** In the coordinates used here. */
    Outcome<Polygon> read() {
      return Polygon.read(geometry.isEmpty() ? null : datum.toWgs84(JSON.readTree(geometry)));
    }
  }

  /** How an outline came to be. */
  enum Made implements Titled {
    @Words(zh = "实测", en = "surveyed")
    @Also({"false", "否", "测绘", "测绘成果"})
    SURVEYED,
    @Words(zh = "示意", en = "schematic")
    @Also({"true", "是", "示意图"})
    SCHEMATIC
  }

  /** Beyond so many it takes minutes to compare each with all around it. */
  private static final int MOST_COMPARED = 500;

  private static final Text NOT_COMPARED =
      Text.of(
          "边界超过 " + MOST_COMPARED + " 条，未核对是否互相重叠、是否越出上级",
          "more than "
              + MOST_COMPARED
              + " outlines: whether they overlap or lie outside of the places above was not looked"
              + " at");

  private final DivisionTree tree;
  private final Outlines outlines;

  OutlinesKind(DivisionTree tree, Outlines outlines) {
    this.tree = tree;
    this.outlines = outlines;
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
  public Class<Outline> row() {
    return Outline.class;
  }

  @Override
  public String list() {
    return "/divisions";
  }

  @Override
  public String action() {
    return "outlines-imported";
  }

  @Override
  public boolean isGeoJson() {
    return true;
  }

  @Override
  public Set<String> sayable() {
    return Set.of("datum", "schematic");
  }

  @Override
  public Set<String> asked() {
    return sayable();
  }

  @Override
  public List<Text> odd(List<Row<Outline>> rows, Importing by) {
    if (rows.size() > MOST_COMPARED) return List.of(NOT_COMPARED);
    return outlines.odd(
        rows.stream().map(row -> drawing(place(row.value(), by).orThrow(), row.value())).toList());
  }

  private static Drawing drawing(DivisionCode code, Outline outline) {
    return new Drawing(code, outline.polygon(), outline.schematic() == Made.SCHEMATIC, 0);
  }

  /** What this product and what drawing programs put beside. */
  @Override
  public Set<String> passedOver() {
    return Set.of(
        "path",
        "version",
        "lat",
        "lon",
        "id",
        "fid",
        "objectid",
        "shapeleng",
        "shapelength",
        "shapearea",
        "序号");
  }

  private static Outcome<DivisionCode> place(Outline outline, Importing by) {
    if (outline.code() != null) return Outcome.done(outline.code());
    if (outline.name().isEmpty()) {
      return Outcome.refused(
          Refusal.field(
              "code", "边界没有写明是哪里：应有代码，或名称和上级", "whose outline it is is not said: a code or name"));
    }
    Outcome<DivisionCode> found =
        outline.parent().isEmpty()
            ? by.place(outline.name())
            : by.place(outline.parent()).then(above -> by.place(outline.name(), above));
    return found instanceof Outcome.Refused<DivisionCode>(List<Refusal> reasons)
        ? Outcome.refused(
            reasons.stream().map(r -> new Refusal(r.code(), "name", r.reason())).toList())
        : found;
  }

  @Override
  public List<Verdict> look(List<Row<Outline>> rows, Importing by) {
    Twice codes = new Twice("code");
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Outline> row : rows) {
      List<Refusal> wrong = new ArrayList<>();
      Outcome<DivisionCode> place = place(row.value(), by);
      switch (place) {
        case Outcome.Done<DivisionCode>(DivisionCode code) ->
            wrong.addAll(codes.see(row.line(), code.value()));
        case Outcome.Refused<DivisionCode>(List<Refusal> reasons) -> wrong.addAll(reasons);
      }
      if (row.value().read() instanceof Outcome.Refused<Polygon>(List<Refusal> reasons)) {
        wrong.addAll(reasons);
      }
      if (wrong.isEmpty()) {
        wrong.addAll(outlines.taken(drawing(place.orThrow(), row.value()), by.scope()));
      }
      verdicts.add(wrong.isEmpty() ? judged(place.orThrow(), row.value()) : refused(wrong));
    }
    return verdicts;
  }

  private static Verdict refused(List<Refusal> wrong) {
    return Verdict.fresh().but(wrong);
  }

  private Verdict judged(DivisionCode code, Outline outline) {
    Optional<Polygon> now = tree.outline(code);
    boolean drawn = now.isPresent();
    boolean same = now.map(Polygon::json).equals(Optional.of(outline.polygon().json()));
    Map<String, String> before = new HashMap<>();
    if (!same) before.put("geometry", "…");
    boolean schematic = tree.fresh(code).map(Division::schematic).orElse(false);
    if (schematic != (outline.schematic() == Made.SCHEMATIC)) {
      before.put("schematic", (schematic ? Made.SCHEMATIC : Made.SURVEYED).title().zh());
    }
    Verdict verdict =
        !drawn ? Verdict.fresh() : Verdict.known(Text.of("代码", "code"), false, before);
    return verdict.making(Map.of("code", code.value()));
  }

  @Override
  public List<Refusal> write(List<Row<Outline>> rows, Importing by) {
    for (Row<Outline> row : rows) {
      DivisionCode code = place(row.value(), by).orThrow();
      Outline said = row.value();
      int version = tree.fresh(code).map(Division::version).orElse(-1);
      if (tree.draw(code, said.polygon(), said.schematic() == Made.SCHEMATIC, version)
          instanceof Outcome.Refused<Integer>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }
}
