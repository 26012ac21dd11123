package cn.nongchao.loop;

import cn.nongchao.form.Characters;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Fingerprint;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list of loops shall hold. Open loops come first, soonest deadline first; then others,
 * latest opened first.
 *
 * @param kinds of loop; empty for all
 * @param stages as {@code kind/STAGE}; empty for all
 * @param late only those past the deadline of their stage or of the whole
 * @param dueToday only those due before midnight and not late
 * @param division a place within which they lie; null for anywhere
 * @param text words of the title, or a number; empty for all, as is text that no title can hold
 * @param limit rows at most, 1 to 200
 * @param after {@link cn.nongchao.platform.Slice#next} of the page before; null for the first
 * @param handler the unit that has them in hand; null for any
 * @param turn whose turn alone; null for anybody's
 */
public record LoopQuery(
    Box box,
    State state,
    Set<String> kinds,
    Set<String> stages,
    boolean late,
    boolean dueToday,
    @Nullable DivisionCode division,
    String text,
    int limit,
    @Nullable String after,
    @Nullable OrganisationId handler,
    @Nullable Turn turn) {

  /**
   * When a loop is somebody's turn. While it waits for others by name it is theirs alone.
   *
   * @param stages from which they may lead one on, as {@code kind/STAGE}
   * @param asked stages in which one may wait for their own word
   */
  public record Turn(PersonId person, Set<String> stages, Set<String> asked) {
    public Turn {
      stages = Set.copyOf(stages);
      asked = Set.copyOf(asked);
    }

    public boolean isNever() {
      return stages.isEmpty() && asked.isEmpty();
    }

    @Override
    public String toString() {
      return person + " " + new TreeSet<>(stages) + " " + new TreeSet<>(asked);
    }
  }

  /** Whether open loops, closed ones or both. */
  public enum State {
    OPEN,
    CLOSED,
    ANY
  }

  public LoopQuery {
    kinds = names(kinds);
    stages = names(stages);
    after = after == null || after.isEmpty() ? null : after;
    text = Objects.requireNonNullElse(Characters.line(text), "");
    limit = Math.clamp(limit, 1, 200);
  }

  /** What cannot be kept as text is the name of nothing; left out it would stand for all. */
  private static Set<String> names(Set<String> asked) {
    return asked.stream()
        .map(name -> Characters.wrong(name) == null ? name : "")
        .collect(Collectors.toUnmodifiableSet());
  }

  public static LoopQuery open(Box box) {
    return of(box, State.OPEN);
  }

  public static LoopQuery of(Box box, State state) {
    return new LoopQuery(
        box, state, Set.of(), Set.of(), false, false, null, "", 50, null, null, null);
  }

  public LoopQuery kinds(Set<String> only) {
    return new LoopQuery(
        box, state, only, stages, late, dueToday, division, text, limit, after, handler, turn);
  }

  public LoopQuery stages(Set<String> only) {
    return new LoopQuery(
        box, state, kinds, only, late, dueToday, division, text, limit, after, handler, turn);
  }

  public LoopQuery lateOnly() {
    return new LoopQuery(
        box, state, kinds, stages, true, dueToday, division, text, limit, after, handler, turn);
  }

  public LoopQuery dueTodayOnly() {
    return new LoopQuery(
        box, state, kinds, stages, late, true, division, text, limit, after, handler, turn);
  }

  public LoopQuery within(@Nullable DivisionCode place) {
    return new LoopQuery(
        box, state, kinds, stages, late, dueToday, place, text, limit, after, handler, turn);
  }

  public LoopQuery saying(String words) {
    return new LoopQuery(
        box, state, kinds, stages, late, dueToday, division, words, limit, after, handler, turn);
  }

  public LoopQuery page(int size, @Nullable String from) {
    return new LoopQuery(
        box, state, kinds, stages, late, dueToday, division, text, size, from, handler, turn);
  }

  public LoopQuery standing(State other) {
    return new LoopQuery(
        box, other, kinds, stages, late, dueToday, division, text, limit, after, handler, turn);
  }

  /** Only those in the hands of one unit. */
  public LoopQuery with(@Nullable OrganisationId unit) {
    return new LoopQuery(
        box, state, kinds, stages, late, dueToday, division, text, limit, after, unit, turn);
  }

  /** Only those that wait for somebody. */
  public LoopQuery waitingFor(Turn whose) {
    return new LoopQuery(
        box, state, kinds, stages, late, dueToday, division, text, limit, after, handler, whose);
  }

  /** All that is asked for but where to begin and how much, in a few letters. */
  String asked() {
    return Fingerprint.brief(
        box,
        state,
        new TreeSet<>(kinds),
        new TreeSet<>(stages),
        late,
        dueToday,
        division,
        text,
        handler,
        turn);
  }
}
