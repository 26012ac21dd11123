package cn.nongchao.command.web;

import cn.nongchao.command.Arrival;
import cn.nongchao.command.Call;
import cn.nongchao.command.WhistleLife.WhistleStage;
import cn.nongchao.command.Whistles;
import cn.nongchao.form.Field;
import cn.nongchao.form.Link;
import cn.nongchao.form.Told;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One unit's whistle as programs read it, and as a row of the list. Times are ISO 8601 in UTC,
 * positions WGS 84 degrees.
 *
 * @param version to name when reporting in
 * @param division code of the place called to
 * @param organisation id of the unit called
 * @param due when it must have reported in; null once it has
 */
record WhistleJson(
    UUID id,
    @Field(zh = "事由", en = "What for") @Link("/whistles/{id}") String title,
    @Field(zh = "环节", en = "Stage") WhistleStage stage,
    @Field(zh = "被呼叫单位", en = "Unit called") @Nullable OrganisationId organisation,
    @Field(zh = "地点", en = "Where") DivisionCode division,
    @Field(zh = "呼叫时间", en = "Called") Instant calledAt,
    @Field(zh = "报到期限", en = "To report in by") @Nullable Instant due,
    @Field(zh = "编号", en = "Number") String number,
    int version,
    @Nullable Instant closedAt) {

  static WhistleJson of(Loop loop) {
    return new WhistleJson(
        loop.id().value(),
        loop.title(),
        WhistleStage.valueOf(loop.stage()),
        loop.handler(),
        loop.division(),
        loop.openedAt(),
        loop.stageDue(),
        loop.number(),
        loop.version(),
        loop.closedAt());
  }

  /**
   * A whistle with the call it belongs to and everybody called.
   *
   * @param moves what the caller may do with this whistle now
   * @param told on the page that a write leads to
   */
  record Whole(
      WhistleJson whistle,
      Call call,
      List<UnitJson> units,
      List<String> moves,
      @JsonIgnore Text told)
      implements Told {
    Whole {
      units = List.copyOf(units);
      moves = List.copyOf(moves);
    }

    /** Names the whistle, where a write leads to. */
    UUID first() {
      return whistle.id();
    }

    Whole saying(Text done) {
      return new Whole(whistle, call, units, moves, done);
    }
  }

  /**
   * One of those called.
   *
   * @param arrival null until it reports in
   */
  record UnitJson(
      WhistleJson whistle, @Field(zh = "单位", en = "Unit") String name, @Nullable Arrival arrival) {
    static UnitJson of(Whistles.Unit unit) {
      return new UnitJson(WhistleJson.of(unit.loop()), unit.name(), unit.arrival());
    }
  }

  /**
   * Who can be called.
   *
   * @param specialty what it is for; null for general ones
   */
  record Body(
      OrganisationId id,
      @Field(zh = "单位", en = "Unit") String name,
      String kind,
      @Field(zh = "所在地", en = "Seat") DivisionCode division,
      @Field(zh = "专业", en = "What for") @Nullable String specialty) {
    static Body of(Organisation one) {
      return new Body(one.id(), one.name(), one.kind(), one.division(), one.specialty());
    }
  }
}
