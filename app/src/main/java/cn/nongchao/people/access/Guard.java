package cn.nongchao.people.access;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Role;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Guarded;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Who a handler says it is for, however it says so.
 *
 * @param roles of which one is needed; empty for anyone signed in
 */
public record Guard(boolean isForAnyone, Set<String> roles, boolean takesThePerson) {

  public Guard {
    roles = Set.copyOf(roles);
  }

  /** Null for a handler that says nothing: it is closed to all. */
  public static @Nullable Guard of(HandlerMethod method) {
    if (method.getBean() instanceof Guarded own) {
      return new Guard(own.isForAnyone(), own.roles(), own.takesThePerson());
    }
    if (declared(method, Anyone.class) != null) return new Guard(true, Set.of(), false);
    Needs needs = declared(method, Needs.class);
    if (needs == null) return null;
    Set<String> roles =
        Arrays.stream(needs.value()).map(Role::name).collect(Collectors.toSet());
    return new Guard(false, roles, needs.inPerson());
  }

  private static <A extends Annotation> @Nullable A declared(HandlerMethod method, Class<A> type) {
    A own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), type);
    if (own != null) return own;
    boolean overruled =
        method.hasMethodAnnotation(Anyone.class) || method.hasMethodAnnotation(Needs.class);
    return overruled
        ? null
        : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type);
  }
}
