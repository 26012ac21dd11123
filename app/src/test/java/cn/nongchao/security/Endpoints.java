package cn.nongchao.security;

import cn.nongchao.RunningApp;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.Guard;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.web.Guarded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of ours the running application answers, with whom it declares itself for. */
final class Endpoints {

  private static final Roles ROLES = RunningApp.bean(Roles.class);
  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");

  /**
   * One method at one path.
   *
   * @param roles who may use it: all roles for anyone signed in
   * @param whole whether the role must be held over the whole country
   * @param inPerson whether a token for a machine may not
   * @param declared whether it is a door of a write declared once for pages and programs
   */
  record Endpoint(
      String method,
      String path,
      boolean anyone,
      Set<String> roles,
      boolean whole,
      boolean inPerson,
      boolean declared) {

    boolean isApi() {
      return path.startsWith("/api/");
    }

    boolean isRead() {
      return method.equals("GET");
    }

    boolean admits(String role) {
      return anyone || roles.contains(role);
    }

    /** With every variable replaced by an id that nothing has. */
    String nowhere() {
      return with(Ids.next().toString());
    }

    String with(String value) {
      return VARIABLE.matcher(path).replaceAll(value);
    }

    String forWhom() {
      if (anyone) return "anyone";
      String who =
          roles.size() == ROLES.all().size()
              ? "signed in"
              : ROLES.names(role -> roles.contains(role.name())).stream()
                  .map(role -> role.toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "));
      if (whole) who += ", over the whole country";
      return inPerson ? who + ", no token" : who;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private Endpoints() {}

  static List<Endpoint> all() {
    var mapping =
        RunningApp.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    List<Endpoint> found = new ArrayList<>();
    mapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          if (handler.getBeanType().getName().startsWith("cn.nongchao.")) {
            found.addAll(endpoints(info, handler));
          }
        });
    found.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
    return found;
  }

  private static List<Endpoint> endpoints(RequestMappingInfo info, HandlerMethod handler) {
    Guard guard = Guard.of(handler);
    boolean anyone = guard != null && guard.isForAnyone();
    Set<String> roles = roles(guard);
    boolean declared = handler.getBean() instanceof Guarded;
    boolean whole = handler.getBean() instanceof Guarded own && own.isOverTheWhole();
    boolean inPerson = guard != null && guard.takesThePerson();
    Set<RequestMethod> methods = new HashSet<>(info.getMethodsCondition().getMethods());
    if (methods.isEmpty()) methods.add(RequestMethod.GET);
    List<Endpoint> found = new ArrayList<>();
    for (String path : info.getPatternValues()) {
      for (RequestMethod method : methods) {
        found.add(new Endpoint(method.name(), path, anyone, roles, whole, inPerson, declared));
      }
    }
    return found;
  }

  private static Set<String> roles(@Nullable Guard guard) {
    if (guard == null || guard.isForAnyone()) return Set.of();
    if (guard.roles().isEmpty() && guard.reading().isEmpty()) return Set.copyOf(ROLES.names());
    Set<String> named = new HashSet<>(guard.roles());
    for (Reading what : guard.reading()) {
      named.addAll(ROLES.names(role -> role.reads().contains(what)));
    }
    return named;
  }
}
