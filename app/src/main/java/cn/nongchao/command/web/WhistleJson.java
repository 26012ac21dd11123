package cn.nongchao.command.web;

import cn.nongchao.command.Arrival;
import cn.nongchao.command.Call;
import cn.nongchao.command.Position;
import cn.nongchao.command.Whistles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One unit's whistle as programs read it. Times are ISO 8601 in UTC, positions WGS 84 degrees.
 *
 * @param stage CALLED, PRESENT, DONE or RELEASED
 * @param version to name when reporting in
 * @param division code of the place called to
 * @param organisation id of the unit called
 * @param due when it must have reported in; null once it has
 */
record WhistleJson(
    UUID id,
    String number,
    String title,
    String stage,
    int version,
    String division,
    @Nullable UUID organisation,
    Instant calledAt,
    @Nullable Instant due,
    @Nullable Instant closedAt) {

  static WhistleJson of(Loop loop) {
    return new WhistleJson(
        loop.id().value(),
        loop.number(),
        loop.title(),
        loop.stage(),
        loop.version(),
        loop.division().value(),
        loop.handler() == null ? null : loop.handler().value(),
        loop.openedAt(),
        loop.stageDue(),
        loop.closedAt());
  }

  /** A page of whistles; {@code next} goes into {@code after}. */
  record Page(List<WhistleJson> items, @Nullable String next) {
    Page {
      items = List.copyOf(items);
    }
  }

  /**
   * A whistle with the call it belongs to and everybody called.
   *
   * @param moves what the caller may do with this whistle now
   */
  record Whole(WhistleJson whistle, CallJson call, List<UnitJson> units, List<String> moves) {
    Whole {
      units = List.copyOf(units);
      moves = List.copyOf(moves);
    }
  }

  /** Everybody called together. */
  record Units(List<UnitJson> items) {
    Units {
      items = List.copyOf(items);
    }
  }

  /** Who can be called. */
  record Callable(List<Body> items) {
    Callable {
      items = List.copyOf(items);
    }
  }

  /**
   * An organisation.
   *
   * @param specialty what it is for; null for general ones
   */
  record Body(UUID id, String name, String kind, String division, @Nullable String specialty) {
    static Body of(Organisation one) {
      return new Body(
          one.id().value(), one.name(), one.kind(), one.division().value(), one.specialty());
    }
  }

  /** A call as it was made. */
  record CallJson(
      UUID id,
      String title,
      String note,
      String division,
      @Nullable Double lat,
      @Nullable Double lon,
      int radius,
      int minutes,
      @Nullable UUID about) {

    static CallJson of(Call call) {
      return new CallJson(
          call.id(),
          call.title(),
          call.note(),
          call.division().value(),
          call.lat(),
          call.lon(),
          call.radius(),
          call.minutes(),
          call.about() == null ? null : call.about().value());
    }
  }

  /**
   * One of those called.
   *
   * @param arrival null until it reports in
   */
  record UnitJson(WhistleJson whistle, String name, @Nullable Arrival arrival) {
    static UnitJson of(Whistles.Unit unit) {
      return new UnitJson(WhistleJson.of(unit.loop()), unit.name(), unit.arrival());
    }
  }

  /**
   * A call to be made.
   *
   * @param id of the call, a UUIDv7 made by the caller: sent twice, called once
   * @param division code of the place; may be left out where the position says it
   * @param radius metres around the position within which a unit counts as there, 20 to 20,000
   * @param minutes to report in, 5 to 1,440
   * @param about id of the loop it is called for, such as an event
   * @param units ids of the organisations called, 30 at most
   */
  record Wish(
      @Nullable UUID id,
      @Nullable String title,
      @Nullable String note,
      @Nullable String division,
      @Nullable Double lat,
      @Nullable Double lon,
      @Nullable Integer radius,
      @Nullable Integer minutes,
      @Nullable UUID about,
      @Nullable List<UUID> units) {

    /** The call; 0 stands for a number that is not given, and is refused by every field. */
    Call call(UUID call, DivisionCode place) {
      List<OrganisationId> called =
          units == null
              ? List.of()
              : units.stream().filter(Objects::nonNull).map(OrganisationId::new).toList();
      return new Call(
          call,
          text(title),
          text(note),
          place,
          lat,
          lon,
          radius == null ? 0 : radius,
          minutes == null ? 0 : minutes,
          about == null ? null : new LoopId(about),
          called);
    }

    boolean isSomewhere() {
      return isPosition(lat, lon);
    }
  }

  /**
   * A unit reporting in, from a measured position or a grid.
   *
   * @param entry id of the entry to be, a UUIDv7 made by the caller: sent twice, done once
   * @param version of the whistle the caller saw
   * @param accuracy of the measurement in metres
   * @param grid code of the grid, or village without grids, where nothing is measured
   */
  record Arriving(
      @Nullable UUID entry,
      @Nullable Integer version,
      @Nullable Double lat,
      @Nullable Double lon,
      @Nullable Integer accuracy,
      @Nullable String grid,
      @Nullable String note) {

    Position position() {
      boolean chosen = grid != null && !grid.isEmpty();
      return new Position(lat, lon, accuracy, chosen ? DivisionCode.read(grid) : null);
    }

    List<Refusal> wrong() {
      List<Refusal> wrong = new ArrayList<>();
      if (entry == null) wrong.add(Refusal.field("entry", "缺少记录编号", "an entry id is needed"));
      if (version == null) {
        wrong.add(Refusal.field("version", "缺少版本号", "the version you saw is needed"));
      }
      if (!isPosition(lat, lon)) wrong.add(NO_POSITION);
      if (accuracy != null && accuracy < 0) {
        wrong.add(Refusal.field("accuracy", "精度应为米数", "the accuracy is a number of metres"));
      }
      return wrong;
    }
  }

  /**
   * The end of a call.
   *
   * @param note why; needed where units that have not come are released
   */
  record End(@Nullable String note) {}

  static final Refusal NO_POSITION =
      Refusal.field("position", "经纬度应成对填写且在范围内", "lat and lon go together, in degrees of WGS 84");

  /** Whether both are degrees, or neither is given. */
  private static boolean isPosition(@Nullable Double lat, @Nullable Double lon) {
    if (lat == null || lon == null) return lat == null && lon == null;
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
