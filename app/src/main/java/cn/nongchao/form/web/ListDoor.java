package cn.nongchao.form.web;

import cn.nongchao.form.Asked;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Caller;
import cn.nongchao.form.Callers;
import cn.nongchao.form.Exported;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Lists;
import cn.nongchao.form.Lists.Shape.Call;
import cn.nongchao.form.Page;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Costly;
import cn.nongchao.platform.web.Opened;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.servlet.HandlerMapping;

/** Both doors of one list, and the files behind them. */
final class ListDoor implements Opened {

  private static final Refusal NONE =
      Refusal.of("not-found", "没有找到，或不在您的范围内", "there is no such thing, or it is not yours to see");

  private final Object bean;
  private final Method method;
  private final Listing listing;
  private final @Nullable Object about;
  private final @Nullable Class<?> query;
  private final Class<?> row;
  private final Lists.Shape shape;
  private final Callers callers;
  private final Clock clock;
  private final ObjectProvider<Exported> exported;

  ListDoor(Object bean, Method method, Listing listing, Opening opening, @Nullable Object about) {
    this.about = about;
    this.bean = bean;
    this.method = method;
    this.listing = listing;
    this.query =
        Arrays.stream(method.getParameters())
            .map(Parameter::getType)
            .filter(type -> type.isRecord() && !Caller.class.isAssignableFrom(type))
            .findFirst()
            .orElse(null);
    this.row = rowOf(method.getGenericReturnType());
    this.shape = opening.lists().shape(listing, query, row);
    this.callers = opening.callers();
    this.clock = opening.clock();
    this.exported = opening.exported();
    method.setAccessible(true);
    if (!listing.api().startsWith("/api/v1/")) {
      throw new IllegalStateException(method + " has no address for programs: " + listing.api());
    }
  }

  /** What every door needs. */
  record Opening(Lists lists, Callers callers, Clock clock, ObjectProvider<Exported> exported) {}

  /** Of {@code Listed<R>} or {@code Outcome<Listed<R>>}. */
  private static Class<?> rowOf(Type answer) {
    Type inner = ((ParameterizedType) answer).getActualTypeArguments()[0];
    return inner instanceof Class<?> row ? row : rowOf(inner);
  }

  Listing listing() {
    return listing;
  }

  @Nullable Class<?> query() {
    return query;
  }

  Class<?> row() {
    return row;
  }

  List<String> sortable() {
    return shape.sortable();
  }

  @Override
  public Method declaration() {
    return method;
  }

  /** A program's request. */
  public ResponseEntity<?> program(HttpServletRequest request) {
    Asked asked = shape.asked(request.getRequestURI(), request.getParameterMap());
    Outcome<Listed<?>> found =
        shape.call(asked, asking(request)).then(call -> listed(call, request));
    return found instanceof Refused<Listed<?>>(List<Refusal> reasons)
        ? refused(reasons, request)
        : ResponseEntity.ok(found.orThrow());
  }

  private static ResponseEntity<?> refused(List<Refusal> reasons, HttpServletRequest request) {
    return Problems.of(reasons.stream().map(Asked::naming).toList(), request);
  }

  /** A person's. */
  public String page(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    Asking asking = asking(request);
    Asked asked = shape.asked(request.getRequestURI(), request.getParameterMap());
    Outcome<Call> call = shape.call(asked, asking);
    Outcome<Listed<?>> found = call.then(read -> listed(read, request));
    Listed<?> rows = null;
    switch (found) {
      case Done<Listed<?>>(Listed<?> value) -> rows = value;
      case Refused<Listed<?>>(List<Refusal> reasons) -> {
        response.setStatus(Problems.status(reasons.getFirst().code()).value());
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        if (call.isDone()) call = Outcome.refused(reasons);
      }
    }
    model.addAttribute("page", shape.view(asked, call, rows, asking));
    return "form/list";
  }

  /** All that is filtered, as a spreadsheet. */
  @Costly
  public @Nullable ResponseEntity<?> xlsx(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return file(request, response, "xlsx");
  }

  /** The same as plain text. */
  @Costly
  public @Nullable ResponseEntity<?> csv(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return file(request, response, "csv");
  }

  /** Written whole before anything is sent: half a file must not pass for one. */
  private @Nullable ResponseEntity<?> file(
      HttpServletRequest request, HttpServletResponse response, String ending) throws IOException {
    Asked asked = shape.asked(request.getRequestURI(), request.getParameterMap());
    Path file = Files.createTempFile("list-", "." + ending);
    try {
      Outcome<Path> written =
          shape.call(asked, asking(request)).then(call -> write(call, request, file, ending));
      if (written instanceof Refused<Path>(List<Refusal> reasons)) {
        return refused(reasons, request);
      }
      response.setContentType(Sheet.mediaType(ending));
      response.setHeader("Content-Disposition", named(request, ending));
      response.setHeader("Cache-Control", "private, no-store");
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
      return null;
    } finally {
      Files.delete(file);
    }
  }

  private String named(HttpServletRequest request, String ending) {
    String words = UiOfRequest.lang(request) == Lang.ZH ? listing.zh() : listing.en();
    String name = words + "-" + LocalDate.now(clock.withZone(Sheet.HERE)) + "." + ending;
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }

  private Outcome<Path> write(Call call, HttpServletRequest request, Path file, String ending) {
    Lang lang = UiOfRequest.lang(request);
    String name = lang == Lang.ZH ? listing.zh() : listing.en();
    try (Sheet sheet = Sheet.of(ending, name, file, lang)) {
      sheet.add(List.copyOf(shape.heads()));
      long rows = 0;
      String next = null;
      do {
        Outcome<Listed<?>> part = listed(shape.whole(call, next), request);
        if (part instanceof Refused<Listed<?>> refused) return refused.as();
        Listed<?> found = part.orThrow();
        rows += found.items().size();
        if (found.more() || rows > listing.most()) return Outcome.refused(tooMany());
        for (List<Object> cells : shape.cells(found.items())) sheet.add(cells);
        next = found.next();
      } while (next != null);
      long held = rows;
      exported.forEach(one -> one.exported(listing.name(), ending, held, callers.of(request)));
      return Outcome.done(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Refusal tooMany() {
    return Refusal.of(
        "too-many-rows",
        "超过 " + listing.most() + " 条，不能一次导出；请用筛选条件缩小范围",
        "there are more than " + listing.most() + " rows; narrow the list before it is exported");
  }

  private Asking asking(HttpServletRequest request) {
    return new Asking(callers.of(request), about);
  }

  @SuppressWarnings("unchecked") // as the framework documents this attribute
  private Outcome<Listed<?>> listed(Call call, HttpServletRequest request) {
    Object found = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Map<String, String> path = found == null ? Map.of() : (Map<String, String>) found;
    Parameter[] parameters = method.getParameters();
    @Nullable Object[] values = new Object[parameters.length];
    for (int i = 0; i < values.length; i++) {
      String part = path.get(parameters[i].getName());
      values[i] = part == null ? value(parameters[i].getType(), call, request) : part;
      if (part == null || parameters[i].getType() == String.class) continue;
      values[i] = Ids.read(part);
      if (values[i] == null) return Outcome.refused(NONE);
    }
    return answer(values);
  }

  private @Nullable Object value(Class<?> type, Call call, HttpServletRequest request) {
    if (type == Page.class) return call.page();
    return type == query ? call.query() : callers.of(request);
  }

  private Outcome<Listed<?>> answer(@Nullable Object[] values) {
    try {
      Object answer = Objects.requireNonNull(method.invoke(bean, values));
      if (answer instanceof Listed<?> listed) return Outcome.done(listed);
      return ((Outcome<?>) answer).map(listed -> (Listed<?>) listed);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException ours) throw ours;
      if (e.getCause() instanceof Error failure) throw failure;
      throw new UndeclaredThrowableException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }
}
