package cn.nongchao.loop.web;

import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Tone;
import cn.nongchao.loop.Who;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Text;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A life cycle as programs read it.
 *
 * @param start stage a loop is opened in
 * @param within how long the whole may take unless the opening says otherwise; null without limit
 */
record LifeJson(
    String kind,
    Text title,
    String start,
    @Nullable Time within,
    List<StageJson> stages,
    List<Way> moves) {

  LifeJson {
    stages = List.copyOf(stages);
    moves = List.copyOf(moves);
  }

  static LifeJson of(LifeCycle life) {
    return new LifeJson(
        life.kind(),
        life.title(),
        life.start().name(),
        Time.of(life.total()),
        life.places().stream().map(StageJson::of).toList(),
        life.edges().stream().map(Way::of).toList());
  }

  /** One for each kind of loop. */
  record All(List<LifeJson> items) {
    All {
      items = List.copyOf(items);
    }
  }

  /**
   * How long something may take.
   *
   * @param working whether only working time counts
   */
  record Time(long minutes, boolean working) {
    static @Nullable Time of(@Nullable Allowance allowance) {
      return allowance == null ? null : new Time(allowance.time().toMinutes(), allowance.working());
    }
  }

  /**
   * @param within how long a loop may stand here; null without limit
   * @param clock what the deadlines do meanwhile
   */
  record StageJson(String stage, Text title, Tone tone, ClockState clock, @Nullable Time within) {
    static StageJson of(Place place) {
      return new StageJson(
          place.stage().name(),
          place.stage().title(),
          place.stage().tone(),
          place.clock(),
          Time.of(place.allowance()));
    }
  }

  /**
   * A move.
   *
   * @param to where it leads; null where it stays, or leads back to the stage left last
   * @param by who may make it: any one of them
   */
  record Way(
      String move,
      Text title,
      List<String> from,
      @Nullable String to,
      boolean stays,
      List<By> by,
      List<Need> needs) {
    static Way of(Edge edge) {
      return new Way(
          edge.move().name(),
          edge.move().title(),
          edge.from().stream().sorted().toList(),
          edge.to() == null ? null : edge.to().name(),
          edge.stays(),
          edge.by().stream().map(By::of).toList(),
          edge.needs().stream().sorted().toList());
    }
  }

  /**
   * Who may make a move.
   *
   * @param who holder of a role there, assignee, member of the organisation it is with, reporter,
   *     asked by name, automatic; with {@code -while-asked} only while it waits for anybody
   * @param roles one of which a holder or member must have; empty for the others
   */
  record By(String who, @ArraySchema(schema = @Schema(format = Roles.FORMAT)) List<String> roles) {
    static By of(Who who) {
      return switch (who) {
        case Who.Holder(Set<String> roles) -> new By("holder", roles.stream().sorted().toList());
        case Who.Member(Set<String> roles) -> new By("member", roles.stream().sorted().toList());
        case Who.Assignee _ -> new By("assignee", List.of());
        case Who.Reporter _ -> new By("reporter", List.of());
        case Who.Asked() -> new By("asked", List.of());
        case Who.WhileAsked(Who other) ->
            new By(of(other).who() + "-while-asked", of(other).roles());
        case Who.Automatic() -> new By("automatic", List.of());
      };
    }
  }

  /** A move that was made from one stage to another. */
  record Step(String from, String to) {}

  /**
   * Where a loop stands in its life.
   *
   * @param stage it stands in
   * @param been stages it has stood in, in the order it came to them
   * @param taken ways it went, each once
   */
  record Stand(LifeJson life, String stage, List<String> been, List<Step> taken) {
    Stand {
      been = List.copyOf(been);
      taken = List.copyOf(taken);
    }

    static Stand of(LifeCycle life, Loop loop, List<Entry> entries) {
      return new Stand(
          LifeJson.of(life),
          loop.stage(),
          entries.stream().map(Entry::to).distinct().toList(),
          entries.stream()
              .filter(entry -> entry.from() != null)
              .map(entry -> new Step(Objects.requireNonNull(entry.from()), entry.to()))
              .distinct()
              .toList());
    }
  }
}
