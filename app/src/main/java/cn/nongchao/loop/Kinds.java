package cn.nongchao.loop;

import cn.nongchao.form.Forms;
import cn.nongchao.form.Said;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens and moves loops by the records their kinds declare: what a record says becomes the entry,
 * the kind's facts, and whatever the declaration lets follow, all in one transaction.
 */
@Component
public class Kinds {

  private static final String NOTE = "note";

  /** Whatever is given longer is never late. */
  private static final Period LONGEST = Period.ofYears(10);

  private final Loops loops;
  private final LifeCycles lives;
  private final Forms forms;
  private final Organisations organisations;
  private final Settings settings;
  private final Clock clock;

  Kinds(
      Loops loops,
      LifeCycles lives,
      Forms forms,
      Organisations organisations,
      Settings settings,
      Clock clock) {
    this.loops = loops;
    this.lives = lives;
    this.forms = forms;
    this.organisations = organisations;
    this.settings = settings;
    this.clock = clock;
  }

  /** The kind's facts of a loop. */
  public <F> F facts(Loop loop, Class<F> record) {
    return forms.restored(record, loop.facts());
  }

  /** A record in words. */
  public List<Said> said(Object record) {
    return forms.said(record);
  }

  /** What an entry carried, as the record of its move. */
  public <R> R carried(Entry entry, Class<R> record) {
    return forms.restored(record, entry.data());
  }

  /** Opens a loop of a kind; the same id again gives the loop opened before. */
  @Transactional
  public <R> Outcome<Loop> open(LifeCycle life, LoopId id, R form, Actor actor) {
    @SuppressWarnings("unchecked") // the form was read as the kind's own record
    Begins<R> begins = (Begins<R>) life.begins();
    if (begins == null) throw new IllegalArgumentException(life.kind() + " is opened by code only");
    Beginning beginning = begins.beginning().apply(form);
    if (!mayOpen(begins.by(), beginning.place(), actor)) {
      return Outcome.refused(
          Refusal.of("not-allowed", "您不能在这个地方办理此事", "you may not do this at this place"));
    }
    Refusal foreign = foreign(life, form, beginning.about());
    if (foreign != null) return Outcome.refused(foreign);
    Refusal far = tooFar(form, beginning.until());
    if (far != null) return Outcome.refused(far);
    Opening opening =
        new Opening(
                id,
                life.kind(),
                beginning.title(),
                beginning.place(),
                beginning.lat(),
                beginning.lon(),
                beginning.handler(),
                beginning.assignee(),
                null,
                note(form),
                forms.kept(form),
                evidence(form))
            .knowing(
                beginning.facts() == null ? Map.of() : forms.kept(beginning.facts()),
                beginning.about())
            .until(beginning.until() == null ? null : end(beginning.until()));
    boolean known = loops.find(id).isPresent();
    Outcome<Loop> opened = loops.open(opening, actor);
    if (known || begins.then() == null || !(opened instanceof Done<Loop>(Loop loop))) return opened;
    return begins.then().perform(Step.opened(loop, note(form)), form, actor);
  }

  /** Why it cannot hang on that loop: only on those of the kinds it declares. */
  private @Nullable Refusal foreign(LifeCycle life, Object form, @Nullable LoopId about) {
    if (about == null) return null;
    Address address = life.address();
    Set<String> kinds = address == null ? Set.of() : address.about();
    if (loops.find(about).filter(loop -> kinds.contains(loop.kind())).isPresent()) return null;
    List<LifeCycle> all = lives.all().stream().filter(one -> kinds.contains(one.kind())).toList();
    String zh = all.stream().map(one -> one.title().zh()).collect(Collectors.joining("、"));
    String en = all.stream().map(one -> one.title().en()).collect(Collectors.joining(", "));
    return Refusal.field(
        nameOf(form, about, "about"),
        "只能关联：" + (zh.isEmpty() ? "无" : zh),
        "may hang on: " + (en.isEmpty() ? "nothing" : en));
  }

  /** Of the field that holds it, if one does as it is. */
  private static String nameOf(Object form, Object held, String otherwise) {
    for (RecordComponent component : form.getClass().getRecordComponents()) {
      if (held.equals(value(form, component.getName()))) return component.getName();
    }
    return otherwise;
  }

  private boolean mayOpen(List<Who> by, DivisionCode place, Actor actor) {
    return switch (actor) {
      case Actor.Automatic system -> true;
      case Actor.CodeHolder citizen -> false;
      case Actor.Signed(Viewer viewer) ->
          by.stream()
              .anyMatch(who ->
                  switch (who) {
                    case Who.Holder(var roles) -> viewer.holdsOver(roles, place, List.of());
                    case Who.Member(var roles) -> isAround(roles, viewer, place);
                    default -> false;
                  });
    };
  }

  /** A unit acts in its street, wherever in it that is seated; the role is held there. */
  private boolean isAround(Set<String> roles, Viewer viewer, DivisionCode place) {
    return viewer.organisations().stream()
        .flatMap(unit -> organisations.find(unit).stream())
        .filter(Organisation::active) // one retired ends what it has, and begins nothing
        .filter(unit -> viewer.holdsOver(roles, unit.division(), List.of(unit.id())))
        .anyMatch(unit -> street(unit.division()).contains(place));
  }

  private static DivisionCode street(DivisionCode seat) {
    int digits = Math.min(seat.value().length(), Division.Level.STREET.digits());
    return new DivisionCode(seat.value().substring(0, digits));
  }

  /**
   * Moves a loop.
   *
   * @param carried of the class the edge carries
   * @param version of the loop the person saw
   */
  @Transactional
  public <R> Outcome<Loop> move(
      LoopId id, UUID entry, int version, Edge edge, R carried, Actor actor) {
    @SuppressWarnings("unchecked") // as promised
    Carried<R> how = (Carried<R>) edge.carried();
    Step step = new Step(entry, id, version, note(carried), evidence(carried));
    if (how.performs() != null) return how.performs().perform(step, carried, actor);
    Loop loop = loops.find(id).orElse(null);
    if (loop == null) {
      return Outcome.refused(Refusal.of("not-found", "没有这件事项", "there is no such loop"));
    }
    LocalDate last = how.until() == null ? null : how.until().apply(carried);
    Refusal unfit = loop.version() == version ? notLater(carried, last, loop) : null;
    if (unfit != null) return Outcome.refused(unfit);
    Outcome<Loop> moved = loops.move(order(step, loop, edge, how, carried, last), actor);
    boolean anew = moved instanceof Done<Loop>(Loop after) && after.version() == version + 1;
    if (!anew || how.then() == null) return moved;
    return how.then().perform(step, carried, actor);
  }

  /** What was promised is put off, never shortened behind the back of whoever counts on it. */
  private @Nullable Refusal notLater(Object form, @Nullable LocalDate last, Loop loop) {
    if (last == null || loop.due() == null || end(last).isAfter(loop.due())) {
      return tooFar(form, last);
    }
    LocalDate now = loop.due().atZone(settings.zone()).toLocalDate();
    return Refusal.field(
        nameOf(form, last, "until"),
        "应晚于现在的期限 " + now,
        "must be later than what holds now, " + now);
  }

  private @Nullable Refusal tooFar(Object form, @Nullable LocalDate last) {
    if (last == null) return null;
    LocalDate latest = LocalDate.ofInstant(clock.instant(), settings.zone()).plus(LONGEST);
    return last.isAfter(latest)
        ? Refusal.field(
            nameOf(form, last, "until"), "最晚到 " + latest, "may be no later than " + latest)
        : null;
  }

  private <R> MoveOrder order(
      Step step, Loop loop, Edge edge, Carried<R> how, R carried, @Nullable LocalDate last) {
    Map<String, Object> data = forms.kept(carried);
    MoveOrder order =
        MoveOrder.of(step.entry(), loop.id(), step.version(), edge.move(), step.note())
            .with(data)
            .showing(step.evidence())
            .to(
                OrganisationId.read((String) data.get("handler")),
                PersonId.read((String) data.get("assignee")));
    if (last != null) order = order.within(Allowance.between(loop.openedAt(), end(last)));
    Class<?> facts = lives.of(loop).facts();
    if (how.facts() == null || facts == null) return order;
    Object known = forms.restored(facts, loop.facts());
    return order.knowing(forms.kept(how.facts().apply(known, carried)));
  }

  /** The last minute of a day. */
  private Instant end(LocalDate last) {
    return last.plusDays(1).atStartOfDay(settings.zone()).toInstant().minusSeconds(60);
  }

  private static String note(Object record) {
    return value(record, NOTE) instanceof String note ? note : "";
  }

  private static List<UUID> evidence(Object record) {
    Set<UUID> all = new LinkedHashSet<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component.getName());
      List<Object> several =
          value instanceof Collection<?> many ? new ArrayList<>(many) : List.of();
      for (Object one : several) if (one instanceof EvidenceId id) all.add(id.value());
    }
    return List.copyOf(all);
  }

  private static @Nullable Object value(Object record, String name) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (!component.getName().equals(name)) continue;
      try {
        component.getAccessor().setAccessible(true);
        return component.getAccessor().invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
    return null;
  }
}
