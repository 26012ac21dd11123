package cn.nongchao.form.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Given;
import cn.nongchao.form.JsonBodies;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Told;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;

/** Both doors of one write. */
final class WriteDoor implements Guarded {

  private final Declared write;
  private final Carrying carrying;
  private final JsonBodies bodies;

  WriteDoor(Declared write, Carrying carrying, JsonBodies bodies) {
    this.write = write;
    this.carrying = carrying;
    this.bodies = bodies;
  }

  Declared declared() {
    return write;
  }

  @Override
  public boolean isForAnyone() {
    return write.isPublic();
  }

  @Override
  public Set<String> roles() {
    return Set.copyOf(write.roles());
  }

  @Override
  public boolean isOverTheWhole() {
    return write.isWhole();
  }

  @Override
  public long mostInParts(String side) {
    return side.equals("page") ? carrying.mostInParts(write) : 0;
  }

  @Override
  public boolean isSmall() {
    return write.isSmall();
  }

  @Override
  public boolean takesThePerson() {
    return write.write().inPerson();
  }

  // ---- programs

  /** A program's request. */
  public ResponseEntity<?> program(HttpServletRequest request, HttpServletResponse response)
      throws IOException, HttpMediaTypeNotSupportedException {
    Outcome<Given.Tree> body = body(request);
    if (body instanceof Refused<Given.Tree>(List<Refusal> reasons)) {
      return Problems.of(reasons, request);
    }
    Map<String, String> path = path(request);
    Given.Tree sent = body.orThrow();
    Carrying.Came came =
        carrying.out(write, new Carrying.Come(path, sent, sent, caller(request), true), request);
    if (write.write().shown()) response.setHeader("Cache-Control", "no-store");
    return switch (came.outcome()) {
      case Refused<?>(List<Refusal> reasons) -> Problems.of(reasons, request);
      case Done<?>(Nothing nothing) -> ResponseEntity.noContent().build();
      case Done<?>(Object value) when !write.write().makes().isEmpty() ->
          ResponseEntity.created(
                  URI.create(
                      Declared.filled(
                          write.write().makes(), name -> named(name, path, came.form(), value))))
              .body(value);
      case Done<?>(Object value) -> ResponseEntity.ok(value);
    };
  }

  private Outcome<Given.Tree> body(HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    if (write.form() == null) return Outcome.done(new Given.Tree(Map.of()));
    return bodies.read(request);
  }

  // ---- pages

  /** A page's form. */
  public void page(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Map<String, String> path = path(request);
    List<Refusal> wrong = new ArrayList<>();
    Given.Tree given = carrying.withIds(write, carrying.posted(write, request, response, wrong));
    Carrying.Came came =
        wrong.isEmpty()
            ? carrying.out(
                write,
                new Carrying.Come(
                    path, given, Given.posted(request.getParameterMap()), caller(request), false),
                request)
            : new Carrying.Came(Outcome.refused(wrong), null);
    switch (came.outcome()) {
      case Refused<?>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        Problems.comeAgain(reasons, response);
        if (isGone(reasons)) response.sendError(HttpServletResponse.SC_NOT_FOUND);
        else again(request, response, path, given, reasons, null);
      }
      case Done<?>(Object value) when write.write().shown() -> {
        response.setHeader("Cache-Control", "no-store");
        again(request, response, path, given, List.of(), value);
      }
      case Done<?>(Object value) -> {
        UiOfRequest.flash(request, response, said(value));
        String to = write.write().to().isEmpty() ? back() : write.write().to();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
            "Location",
            Declared.filled(to, name -> named(name, path, value, came.form(), request)));
      }
    }
  }

  /** What a page shows cannot be shown again where the thing itself is gone. */
  private static boolean isGone(List<Refusal> reasons) {
    return reasons.stream().anyMatch(r -> r.code().equals("not-found") && r.field() == null);
  }

  private Text said(Object value) {
    return value instanceof Told told ? told.told() : write.done();
  }

  private String back() {
    return write.write().back().isEmpty() ? write.write().page() : write.write().back();
  }

  /** The page the form stands on, with what was typed; it is asked for as by a reader. */
  private void again(
      HttpServletRequest request,
      HttpServletResponse response,
      Map<String, String> path,
      Given.Tree given,
      List<Refusal> reasons,
      @Nullable Object result)
      throws IOException, ServletException {
    new Sent(write.name(), request.getRequestURI(), given.typed(), reasons, result).keep(request);
    String page =
        Declared.filled(
            back(), name -> path.containsKey(name) ? path.get(name) : request.getParameter(name));
    request
        .getRequestDispatcher(page)
        .forward(
            new HttpServletRequestWrapper(request) {
              @Override
              public String getMethod() {
                return "GET";
              }
            },
            response);
  }

  // ---- both

  private @Nullable Caller caller(HttpServletRequest request) {
    return carrying.callers().of(request);
  }

  @SuppressWarnings("unchecked") // as the framework documents this attribute
  private static Map<String, String> path(HttpServletRequest request) {
    Object found = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return found == null ? Map.of() : (Map<String, String>) found;
  }

  private static @Nullable String named(
      String name, Map<String, String> path, @Nullable Object... records) {
    if (path.containsKey(name)) return path.get(name);
    for (Object record : records) {
      String value = component(record, name);
      if (value != null) return value;
    }
    return null;
  }

  private static @Nullable String component(@Nullable Object from, String name) {
    if (from instanceof HttpServletRequest request) return request.getParameter(name);
    if (from == null || !from.getClass().isRecord()) return null;
    try {
      Method said = from.getClass().getDeclaredMethod(name);
      said.setAccessible(true);
      Object value = said.invoke(from);
      return value == null ? null : value.toString();
    } catch (NoSuchMethodException none) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(from.getClass() + "." + name + " cannot be read", e);
    }
  }
}
