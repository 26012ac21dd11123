package cn.nongchao.loop;

import cn.nongchao.loop.Actor.Automatic;
import cn.nongchao.loop.Actor.Signed;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.Rules.Decided;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door to every loop. {@link #move} is the only way a stage changes: it checks, and in one
 * statement appends an entry, moves the row and restarts the clock; or it refuses and writes
 * nothing. Called within a transaction it is part of that.
 */
@Component
public class Loops {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private static final Refusal TAKEN =
      Refusal.of("already-exists", "这个编号已被另一件事项使用", "this id is taken by another loop");

  private final Store store;
  private final LifeCycles lives;
  private final Rules rules;
  private final Clock clock;
  private final Attachments attachments;
  private final Readership readership;

  Loops(
      Store store,
      LifeCycles lives,
      Rules rules,
      Clock clock,
      Attachments attachments,
      Readership readership) {
    this.store = store;
    this.lives = lives;
    this.rules = rules;
    this.clock = clock;
    this.attachments = attachments;
    this.readership = readership;
  }

  /**
   * Opens a loop. The same opening sent again gives the loop opened before; another one under an id
   * in use is refused.
   */
  public Outcome<Loop> open(Opening opening, Actor actor) {
    return attachments.whole(opening.evidence(), () -> opened(opening, actor));
  }

  private Outcome<Loop> opened(Opening opening, Actor actor) {
    Instant at = moment(actor);
    return rules
        .open(opening, actor, at)
        .then(decided -> fit(decided, actor))
        .then(decided -> {
          Optional<Held> opened = store.open(decided, prefix(opening.kind(), at));
          if (opened.isPresent()) return Outcome.done(written(opened.get(), decided.entry()));
          return openedBefore(find(opening.id()).orElseThrow(), opening, actor);
        });
  }

  /** An id is no secret: whoever sends one that is taken learns nothing unless they opened it. */
  private static Outcome<Loop> openedBefore(Loop loop, Opening opening, Actor actor) {
    boolean same =
        loop.kind().equals(opening.kind())
            && loop.title().equals(opening.title().strip())
            && Objects.equals(loop.openedBy(), actor.person());
    if (same) return Outcome.done(loop);
    return Outcome.refused(TAKEN);
  }

  /** Moves a loop, or says why not. An order sent twice is carried out once and answered twice. */
  public Outcome<Loop> move(MoveOrder order, Actor actor) {
    return attachments.whole(order.evidence(), () -> moved(order, actor));
  }

  private Outcome<Loop> moved(MoveOrder order, Actor actor) {
    Held known = store.remembered(order.loop(), order.version());
    if (known != null) {
      Outcome<Loop> outcome = moved(known, order, actor);
      if (outcome.isDone()) return outcome;
    }
    // What is known may be behind: a refusal must be given for the loop as it stands.
    Held held = store.hold(order.loop()).orElse(null);
    if (held == null) {
      return Outcome.refused(Refusal.of("not-found", "没有这件事项", "there is no such loop"));
    }
    Loop loop = held.loop();
    if (loop.version() != order.version()) return repeatedOrOvertaken(order, actor, loop);
    return moved(held, order, actor);
  }

  private Outcome<Loop> moved(Held held, MoveOrder order, Actor actor) {
    return rules
        .move(held, order, actor, moment(actor, held))
        .then(decided -> fit(decided, actor))
        .then(decided -> {
          Optional<Held> moved = store.move(held, decided, order);
          if (moved.isPresent()) return Outcome.done(written(moved.get(), decided.entry()));
          return repeatedOrOvertaken(order, actor, held.loop());
        });
  }

  private Outcome<Decided> fit(Decided decided, Actor actor) {
    Entry entry = decided.entry();
    return attachments
        .unfit(entry.evidence(), entry.loop(), actor)
        .map(Outcome::<Decided>refused)
        .orElseGet(() -> Outcome.done(withHashes(decided)));
  }

  /** What is sealed of a step says which bytes its files are, not only which rows. */
  private Decided withHashes(Decided decided) {
    List<UUID> files = decided.entry().evidence();
    return files.isEmpty()
        ? decided
        : decided.saying(Attachments.HASHES, attachments.hashes(files));
  }

  private Loop written(Held held, Entry entry) {
    attachments.attach(entry.evidence(), entry.loop());
    store.remember(held);
    return held.loop();
  }

  /**
   * Takes in lives lived elsewhere: each opening and each step passes the checks of {@link #open}
   * and {@link #move}, in one transaction and one statement for all of them. A life whose loop is
   * here already is left as it is, so taking in twice is taking in once.
   *
   * @return for each history whether its loop is new, or why it was refused; refused ones leave
   *     nothing behind
   */
  @Transactional
  public List<Outcome<Boolean>> takeIn(List<History> histories) {
    Instant now = clock.instant();
    List<Outcome<Life>> lived = histories.stream().map(h -> Life.of(h, rules, now)).toList();
    List<Life> lives = new ArrayList<>();
    for (Outcome<Life> one : lived) if (one instanceof Done<Life>(Life life)) lives.add(life);
    Set<LoopId> taken = store.takeIn(lives, life -> prefix(life.loop().kind(), life.openedAt()));
    return lived.stream().map(one -> one.map(life -> taken.contains(life.loop().id()))).toList();
  }

  private Outcome<Loop> repeatedOrOvertaken(MoveOrder order, Actor actor, Loop loop) {
    Optional<Entry> earlier = store.entry(order.entry());
    if (earlier.isPresent()) {
      Entry entry = earlier.get();
      boolean same =
          entry.loop().equals(order.loop())
              && entry.move().equals(order.move().name())
              && entry.note().equals(order.note().strip())
              && Objects.equals(entry.by(), actor.person());
      if (same) return Outcome.done(find(order.loop()).orElseThrow());
      return Outcome.refused(
          Refusal.of("already-exists", "这个编号已被另一步使用", "this id is taken by another entry"));
    }
    Loop now = find(order.loop()).orElse(loop);
    String stageZh = lives.of(now).stage(now.stage()).title().zh();
    String stageEn = lives.of(now).stage(now.stage()).title().en();
    return Outcome.refused(
        Refusal.of(
            "moved-first",
            "别人已先办理了一步，现在是“" + stageZh + "”。请看清最新情况再办理。",
            "someone moved this first; it is now “" + stageEn + "”. See how it stands now."));
  }

  public Optional<Loop> find(LoopId id) {
    return store.hold(id).map(Held::loop);
  }

  /** The loop, if the viewer may read it. */
  public Optional<Loop> find(LoopId id, Viewer viewer) {
    return seen(id, viewer).map(loop -> readership.shown(viewer, loop));
  }

  /** The loop of a number as people say it. */
  public Optional<Loop> numbered(String number) {
    return store.numbered(number.strip().toUpperCase(Locale.ROOT)).flatMap(this::find);
  }

  /** The loop, if the viewer may read all of its record, as whoever only reported it may not. */
  public Optional<Loop> findWhole(LoopId id, Viewer viewer) {
    return seen(id, viewer).filter(loop -> readership.readsAll(viewer, loop));
  }

  private Optional<Loop> seen(LoopId id, Viewer viewer) {
    return store.find(id, Sight.of(viewer));
  }

  /** What happened, oldest first: all of it, for the system itself. */
  public List<Entry> entries(LoopId loop) {
    return store.entries(loop);
  }

  /** What of it this viewer may read. The caller has made sure that they may see the loop. */
  public List<Entry> entries(LoopId loop, Viewer viewer) {
    Loop whole = find(loop).orElse(null);
    if (whole == null) return List.of();
    boolean all = readership.readsAll(viewer, whole);
    return store.entries(loop).stream()
        .filter(entry -> all || viewer.id().equals(entry.by()))
        .toList();
  }

  public Optional<Entry> entry(UUID id) {
    return store.entry(id);
  }

  /** The entry, if the viewer may read it. */
  public Optional<Entry> entry(UUID id, Viewer viewer) {
    return store
        .entry(id)
        .filter(entry ->
            seen(entry.loop(), viewer)
                .filter(loop -> readership.reads(viewer, loop, entry))
                .isPresent());
  }

  /** The moves this actor could make now. */
  public List<Edge> possible(Loop loop, Actor actor) {
    return lives.of(loop).from(loop.stage()).stream()
        .filter(edge -> Permission.allows(edge, loop, actor))
        .filter(edge -> edge.condition().map(so -> so.unmet(loop, actor)).isEmpty())
        .toList();
  }

  /**
   * The moves this actor could make now, and those they could make but for one thing, in the order
   * declared.
   */
  public List<Offer> offers(Loop loop, Actor actor) {
    List<Offer> offers = new ArrayList<>();
    for (Edge edge : lives.of(loop).from(loop.stage())) {
      Refusal why =
          Permission.allows(edge, loop, actor)
              ? edge.condition().map(so -> so.unmet(loop, actor)).orElse(null)
              : actor instanceof Signed(Viewer viewer)
                  ? Permission.nearMiss(edge, loop, viewer)
                  : null;
      if (why != null || Permission.allows(edge, loop, actor)) offers.add(new Offer(edge, why));
    }
    return offers;
  }

  /** A clock that was set back does not put a step before the one ahead of it. */
  private Instant moment(Actor actor, Held held) {
    Instant at = moment(actor);
    return at.isBefore(held.touchedAt()) ? held.touchedAt() : at;
  }

  private Instant moment(Actor actor) {
    @Nullable Instant stated = actor instanceof Automatic automatic ? automatic.at() : null;
    // PostgreSQL keeps microseconds; an entry must read back exactly as it was written.
    return (stated == null ? clock.instant() : stated).truncatedTo(ChronoUnit.MICROS);
  }

  private String prefix(String kind, Instant at) {
    String letters = kind.substring(0, 2).toUpperCase(Locale.ROOT);
    return letters + "-" + DAY.format(at.atZone(rules.zone())) + "-";
  }
}
