package cn.nongchao.people.places;

import static java.util.stream.Collectors.joining;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.places.Drawing.Drawn;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** What an administrator does to the tree by hand: draws outlines, adds places. */
@Component
public class Outlines {

  /** So many a save may change: a grid and whatever shares a corner with it. */
  static final int MOST_AT_ONCE = 200;

  private final DivisionTree tree;
  private final Divisions divisions;
  private final Surroundings surroundings;
  private final Audit audit;

  Outlines(DivisionTree tree, Divisions divisions, Surroundings surroundings, Audit audit) {
    this.tree = tree;
    this.divisions = divisions;
    this.surroundings = surroundings;
    this.audit = audit;
  }

  /**
   * Draws outlines, all or none of them.
   *
   * @param anyway whether those are written too that do not fit what is around them
   * @return the new versions
   */
  @Transactional
  public Outcome<List<Drawn>> draw(List<Drawing> drawings, boolean anyway, Scope scope) {
    if (drawings.isEmpty() || drawings.size() > MOST_AT_ONCE) {
      return Outcome.refused(
          Refusal.field(
              "outlines",
              "一次保存 1 到 " + MOST_AT_ONCE + " 条边界",
              "1 to " + MOST_AT_ONCE + " outlines are saved at once"));
    }
    Map<String, Drawing> byCode = new TreeMap<>(); // one order, or two savers wait for each other
    for (Drawing one : drawings) {
      if (!scope.covers(one.code())) return Outcome.refused(outside());
      if (byCode.put(one.code().value(), one) != null) {
        return Outcome.refused(
            Refusal.field(
                "outlines", one.code() + " 出现了两次", one.code() + " is there more than once"));
      }
    }
    List<Refusal> taken = surroundings.taken(byCode.values(), scope);
    if (!taken.isEmpty()) return Outcome.refused(taken);
    List<Refusal> odd = anyway ? List.of() : surroundings.odd(byCode.values());
    if (!odd.isEmpty()) return Outcome.refused(odd);
    List<Drawn> drawn = new ArrayList<>();
    for (Drawing one : byCode.values()) {
      if (tree.draw(one.code(), one.outline(), one.schematic(), one.version())
          instanceof Outcome.Refused<Integer> refused) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return refused.as();
      }
      audit.record("grid-drawn", scope.by(), one.code().value(), Map.of());
      drawn.add(new Drawn(one.code().value(), one.version() + 1));
    }
    return Outcome.done(drawn);
  }

  /** Why a drawing may not be: it takes ground that is somebody else's. */
  public List<Refusal> taken(Drawing drawing, Scope scope) {
    return surroundings.taken(List.of(drawing), scope);
  }

  /** What of drawings does not fit what is around them, taken together. */
  public List<Text> odd(Collection<Drawing> drawings) {
    return surroundings.odd(drawings).stream().map(Refusal::reason).toList();
  }

  /**
   * A place to be added; the one above it is that which its code begins with.
   *
   * @param at where the page stands that asks
   */
  public record NewPlace(
      @Field(
              zh = "代码",
              en = "Code",
              hintZh = "上级代码在前，逐级加长",
              hintEn = "beginning with the code of the place above",
              example = "330114003201")
          @On
          @Among(within = Among.Within.ANYWHERE, unknownToo = true, digits = 2)
          DivisionCode code,
      @Field(zh = "名称", en = "Name") @NotBlank @Size(max = 60) String name,
      String at) {}

  /**
   * A list that comes with the product.
   *
   * @param name hangzhou
   */
  public record ShippedList(String name) {}

  /** Adds a place below another; added before with the same name, it stays as it is. */
  @Transactional
  public Outcome<Division> add(NewPlace place, Scope scope) {
    if (!scope.covers(place.code())) return Outcome.refused(outside());
    Division known = tree.fresh(place.code()).orElse(null);
    if (known != null && known.name().equals(place.name())) return Outcome.done(known);
    Outcome<Division> added = tree.add(new DivisionRow(place.code(), place.name()));
    if (added.isDone()) {
      audit.record("division-added", scope.by(), place.code().value(), Map.of());
    }
    return added;
  }

  /** Villages or grids of others near a street, so that whoever draws there sees where they end. */
  public String around(DivisionCode street, Level level) {
    return divisions.geoJsonAround(street, level);
  }

  /** Outlines of one level within a place, as {@link Divisions#geoJson} writes them. */
  public Outcome<String> geoJson(DivisionCode at, String level) {
    Level wanted = Level.read(level);
    if (wanted == null) {
      String levels = Arrays.stream(Level.values()).map(Level::word).collect(joining(", "));
      return Outcome.refused(Refusal.field("level", "应为 " + levels + " 之一", "one of " + levels));
    }
    if (!at.equals(DivisionCode.ALL) && divisions.find(at).isEmpty()) {
      return Outcome.refused(Refusal.of("not-found", "没有这个区划：" + at, "there is no place " + at));
    }
    // A district's grids are thousands; a province's would not fit a page's memory.
    if (at.value().length() < Level.DISTRICT.digits()) {
      return Outcome.refused(
          Refusal.field("at", "请选择区县或其下的区划", "choose a district or a place within one"));
    }
    return Outcome.done(divisions.geoJson(at, wanted));
  }

  /** The level a child of this place has; null below a grid. */
  public static @Nullable Level levelBelow(DivisionCode parent) {
    for (Level level : Level.values()) {
      if (level.digits() > parent.value().length()) return level;
    }
    return null;
  }

  /** The next free code below a place, for the form; as far as it goes where none is left. */
  public DivisionCode next(DivisionCode parent) {
    Level level = levelBelow(parent);
    if (level == null) return parent;
    int width = level.digits() - parent.value().length();
    int last =
        divisions.children(parent).stream()
            .map(place -> place.code().value().substring(parent.value().length()))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    String next = Integer.toString(last + 1);
    return next.length() > width
        ? parent
        : new DivisionCode(parent.value() + "0".repeat(width - next.length()) + next);
  }

  /**
   * Puts one of the lists that come with the product into the tree; returns how many it touched.
   */
  @Transactional
  public Outcome<Integer> loadShipped(String name, Scope scope) {
    List<DivisionRow> rows = ShippedDivisions.read(name);
    if (rows == null) {
      return Outcome.refused(
          new Refusal("not-found", "name", Text.of("没有这份清单", "there is no such list")));
    }
    if (!scope.isWhole()) return Outcome.refused(outside());
    int touched = tree.put(Objects.requireNonNull(rows));
    audit.record(
        "divisions-imported", scope.by(), name, Map.of("rows", Integer.toString(rows.size())));
    return Outcome.done(touched);
  }

  private static Refusal outside() {
    return Refusal.of("not-allowed", "不在您的管辖范围内", "outside your scope");
  }
}
