package cn.nongchao.form.web;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Caller;
import cn.nongchao.form.Callers;
import cn.nongchao.form.FileIntake;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.form.On;
import cn.nongchao.form.Reach;
import cn.nongchao.form.Repeats;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries a write out: who may and over what, what the form says, the method; all in one
 * transaction, which a refusal undoes.
 */
@Component
class Carrying {

  static final Refusal NONE =
      Refusal.of("not-found", "没有找到，或不在您的范围内", "there is no such thing, or it is not yours to see");

  private static final Refusal NOT_ALLOWED =
      Refusal.of(
          "not-allowed", "这须由管辖全域的人办理", "this is for those who answer for the whole installation");

  private final Forms forms;
  private final Callers callers;
  private final ObjectProvider<FileIntake> files;
  private final Map<Class<?>, Reach<?>> reaches = new HashMap<>();
  private final Map<Class<?>, Arrival<?>> arrivals = new HashMap<>();
  private final Repeats repeats;
  private final TransactionTemplate transaction;

  Carrying(
      Forms forms,
      Callers callers,
      List<Reach<?>> all,
      ObjectProvider<Arrival<?>> comers,
      ObjectProvider<FileIntake> files,
      Once once) {
    this.forms = forms;
    this.repeats = once.repeats();
    this.files = files;
    this.callers = callers;
    this.transaction = new TransactionTemplate(once.transactions());
    for (Reach<?> reach : all) {
      if (reaches.put(reach.type(), reach) != null) {
        throw new IllegalStateException("two say how far roles reach over " + reach.type());
      }
    }
    comers.forEach(arrival -> arrivals.put(arrival.type(), arrival));
  }

  /** What makes a write whole, and once: its transaction, and what came under its id before. */
  @Component
  record Once(Repeats repeats, PlatformTransactionManager transactions) {}

  @Nullable Arrival<?> arrival(Class<?> type) {
    return arrivals.get(type);
  }

  Callers callers() {
    return callers;
  }

  /** What a page's form gives, its files taken up. */
  Given.Tree posted(
      Declared write,
      HttpServletRequest request,
      HttpServletResponse response,
      List<Refusal> wrong) {
    Given.Tree posted = Given.posted(request.getParameterMap());
    Given.Tree given =
        write.form() == null
            ? posted
            : TextFiles.read(forms.of(write.form()), posted, request, wrong);
    FileIntake intake = files.getIfAvailable();
    if (write.form() == null || intake == null) return given;
    return intake.take(forms.of(write.form()), given, request, response, wrong);
  }

  /** Bytes in parts that its page's form sends; 0 for none. */
  long mostInParts(Declared write) {
    return write.form() == null ? 0 : forms.of(write.form()).mostInParts(write.isPublic());
  }

  /** With ids for things to be that the page did not send. */
  Given.Tree withIds(Declared write, Given.Tree given) {
    return write.form() == null ? given : forms.withIds(write.form(), given);
  }

  /** Finds at start what would fail at the first request. */
  void check(Declared write) {
    if (write.form() != null) forms.of(write.form());
    List<Class<?>> over = new ArrayList<>();
    if (write.subject() != null) over.add(write.subject().getType());
    if (!write.field().isEmpty()) over.add(write.field().getLast().getType());
    for (Class<?> type : over) {
      if (!reaches.containsKey(type)) {
        throw new IllegalStateException(
            write.method() + ": nothing says how far roles reach over " + type);
      }
    }
  }

  /** What came of it, and the form as it was read; null where it could not be. */
  record Came(Outcome<?> outcome, @Nullable Object form) {}

  /**
   * What came with a request.
   *
   * @param given what the form is read from, its files taken up
   * @param sent the same as it was sent
   * @param strict whether a name that is no field is refused: a page's form also says other things
   */
  record Come(
      Map<String, String> path,
      Given.Tree given,
      Given.Tree sent,
      @Nullable Caller caller,
      boolean strict) {}

  /** What a program sent that is no field of the write, nor the part of the address it repeats. */
  private List<Refusal> unknown(Class<?> form, Come come) {
    Map<String, Given> parts = new LinkedHashMap<>(come.sent().parts());
    come.path()
        .forEach((name, text) -> {
          if (parts.containsKey(name) && text.equals(parts.get(name).text())) parts.remove(name);
        });
    return forms.unknown(new Given.Tree(parts), List.of(form));
  }

  Came out(Declared write, Come come, HttpServletRequest request) {
    Parameter[] parameters = write.method().getParameters();
    @Nullable Object[] values = new Object[parameters.length];
    List<Runnable> leaving = new ArrayList<>();
    try {
      for (int i = 0; i < values.length; i++) {
        Arrival<?> arrival = arrivals.get(parameters[i].getType());
        if (arrival == null) continue;
        Outcome<?> made = arrival.of(request, come.given());
        if (!(made instanceof Done<?>(Object value))) return new Came(made, null);
        values[i] = value;
        leaving.add(() -> left(arrival, value));
      }
      return Objects.requireNonNull(
          transaction.execute(status -> {
            Came came = within(write, come, values);
            if (!came.outcome().isDone()) status.setRollbackOnly();
            return came;
          }));
    } finally {
      leaving.forEach(Runnable::run);
    }
  }

  @SuppressWarnings("unchecked") // it made the value itself
  private static <T> void left(Arrival<T> arrival, Object made) {
    arrival.left((T) made);
  }

  private Came within(Declared write, Come come, @Nullable Object[] values) {
    Map<String, String> path = come.path();
    Caller caller = come.caller();
    if (write.isWhole()
        && !callers.holdsEverywhere(Objects.requireNonNull(caller), write.roles())) {
      return new Came(Outcome.refused(NOT_ALLOWED), null);
    }
    Parameter[] parameters = write.method().getParameters();
    for (int i = 0; i < values.length; i++) {
      boolean named = path.containsKey(parameters[i].getName());
      if (!named || values[i] != null || parameters[i].getType() == write.form()) continue;
      Outcome<?> found = part(write, parameters[i], path.get(parameters[i].getName()), caller);
      if (!(found instanceof Done<?>(Object value))) return new Came(found, null);
      values[i] = value;
    }
    Object subject = write.subject() == null ? null : subject(write, values, parameters);
    Object form = null;
    if (write.form() != null) {
      List<Refusal> unknown = come.strict() ? unknown(write.form(), come) : List.of();
      if (!unknown.isEmpty()) return new Came(Outcome.refused(unknown), null);
      Given.Tree whole = come.given().with(write.fields(path));
      Outcome<?> read = forms.read(write.form(), whole, new Asking(caller, subject));
      if (!(read instanceof Done<?>(Object record))) return new Came(read, null);
      form = record;
      Outcome<?> reached = field(write, record, caller);
      if (!reached.isDone()) return new Came(reached, form);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) continue;
      boolean isForm = parameters[i].getType() == write.form();
      values[i] = isForm ? form : caller;
    }
    Refusal other = form == null ? null : other(write, come);
    return new Came(other == null ? call(write, values) : Outcome.refused(other), form);
  }

  /** Why what came under an id of its own is nothing new, and no repeat of what came before. */
  private @Nullable Refusal other(Declared write, Come come) {
    Class<?> form = Objects.requireNonNull(write.form());
    String name = forms.newId(form);
    UUID id = name == null ? null : Ids.read(Objects.toString(come.given().part(name).text(), ""));
    if (name == null || id == null) return null;
    String about = write.name() + " " + new TreeMap<>(come.path());
    return repeats.refuse(id, name, about, forms.content(form, come.sent()));
  }

  private static @Nullable Object subject(Declared write, Object[] values, Parameter[] all) {
    for (int i = 0; i < all.length; i++) if (all[i].isAnnotationPresent(On.class)) return values[i];
    return null;
  }

  /** The thing an address names, as far as the write's roles reach. */
  Outcome<?> find(Declared write, String text, Caller caller) {
    return reach(Objects.requireNonNull(write.subject()).getType())
        .find(text, caller, write.roles());
  }

  /** A part of the address: the thing the write is about, or something named within it. */
  private Outcome<?> part(
      Declared write, Parameter parameter, @Nullable String text, @Nullable Caller caller) {
    String typed = text == null ? "" : text;
    if (parameter.isAnnotationPresent(On.class)) {
      return reach(parameter.getType()).find(typed, Objects.requireNonNull(caller), write.roles());
    }
    if (parameter.getType() == String.class) return Outcome.done(typed);
    if (parameter.getType() == UUID.class) {
      UUID id = Ids.read(typed);
      return id == null ? Outcome.refused(NONE) : Outcome.done(id);
    }
    throw new IllegalStateException(
        write.method() + ": " + parameter + " is no part of an address");
  }

  @SuppressWarnings("unchecked") // each stands under its own type
  private Reach<Object> reach(Class<?> type) {
    return (Reach<Object>) Objects.requireNonNull(reaches.get(type));
  }

  private Outcome<?> field(Declared write, Object record, @Nullable Caller caller) {
    if (write.field().isEmpty()) return Outcome.done(record);
    Object named = record;
    for (RecordComponent part : write.field()) {
      named = value(part, named);
      if (named == null) return Outcome.done(record);
    }
    RecordComponent last = write.field().getLast();
    Outcome<Object> reached =
        reach(last.getType()).reaches(named, Objects.requireNonNull(caller), write.roles());
    return reached instanceof Refused<Object>(List<Refusal> why)
        ? Outcome.refused(beside(why, last.getName()))
        : reached;
  }

  private static @Nullable Object value(RecordComponent part, Object record) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part + " cannot be read", e);
    }
  }

  /** Whatever is wrong with it stands beside the field; what is not there is a wrong word there. */
  private static List<Refusal> beside(Collection<Refusal> reasons, String field) {
    return reasons.stream()
        .map(r -> {
          String code = r.code().equals("not-found") ? "bad-input" : r.code();
          return new Refusal(code, r.field() == null ? field : r.field(), r.reason());
        })
        .toList();
  }

  private static Outcome<?> call(Declared write, Object[] values) {
    try {
      return (Outcome<?>) Objects.requireNonNull(write.method().invoke(write.bean(), values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException ours) throw ours;
      if (e.getCause() instanceof Error failure) throw failure;
      throw new UndeclaredThrowableException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(write.method() + " cannot be called", e);
    }
  }
}
