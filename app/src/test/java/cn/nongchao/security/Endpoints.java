package cn.nongchao.security;

import cn.nongchao.RunningApp;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.web.Anyone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
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
   * @param inPerson whether a token for a machine may not
   */
  record Endpoint(String method, String path, boolean anyone, Set<String> roles, boolean inPerson) {

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
    boolean anyone = has(handler, Anyone.class);
    Needs needs = needs(handler);
    Set<String> roles = roles(needs);
    boolean inPerson = needs != null && needs.inPerson();
    List<Endpoint> found = new ArrayList<>();
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    for (String path : info.getPatternValues()) {
      if (methods.isEmpty()) found.add(new Endpoint("GET", path, anyone, roles, inPerson));
      for (RequestMethod method : methods) {
        found.add(new Endpoint(method.name(), path, anyone, roles, inPerson));
      }
    }
    return found;
  }

  private static boolean has(
      HandlerMethod handler, Class<? extends java.lang.annotation.Annotation> type) {
    if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), type)) return true;
    boolean ownSays =
        handler.hasMethodAnnotation(Anyone.class) || handler.hasMethodAnnotation(Needs.class);
    return !ownSays && AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), type);
  }

  private static @Nullable Needs needs(HandlerMethod handler) {
    Needs needs = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Needs.class);
    return needs != null || handler.hasMethodAnnotation(Anyone.class)
        ? needs
        : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Needs.class);
  }

  private static Set<String> roles(@Nullable Needs needs) {
    if (needs == null) return Set.of();
    if (needs.value().length == 0 && needs.reading().length == 0) return Set.copyOf(ROLES.names());
    Set<String> named = new HashSet<>(List.of(needs.value()));
    for (Reading what : needs.reading()) {
      named.addAll(ROLES.names(role -> role.reads().contains(what)));
    }
    return named;
  }
}
