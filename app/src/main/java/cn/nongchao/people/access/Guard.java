package cn.nongchao.people.access;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Opened;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Who a handler says it is for, however it says so.
 *
 * @param roles of which one is needed, where none of {@code reading} is had; with neither named,
 *     anyone signed in
 * @param reading what a role must let look through
 */
public record Guard(
    boolean isForAnyone, Set<String> roles, Set<Reading> reading, boolean takesThePerson) {

  public Guard {
    roles = Set.copyOf(roles);
    reading = Set.copyOf(reading);
  }

  /** Whether one of the roles is held, or one that reads what is named. */
  public boolean admits(Viewer viewer) {
    return (roles.isEmpty() && reading.isEmpty())
        || viewer.holdsAny(roles)
        || reading.stream().anyMatch(viewer::reads);
  }

  /** Null for a handler that says nothing: it is closed to all. */
  public static @Nullable Guard of(HandlerMethod method) {
    if (method.getBean() instanceof Guarded own) {
      return new Guard(own.isForAnyone(), own.roles(), Set.of(), own.takesThePerson());
    }
    boolean opened = method.getBean() instanceof Opened;
    Method at = opened ? ((Opened) method.getBean()).declaration() : method.getMethod();
    Class<?> in = opened ? at.getDeclaringClass() : method.getBeanType();
    if (declared(at, in, Anyone.class) != null) return new Guard(true, Set.of(), Set.of(), false);
    Needs needs = declared(at, in, Needs.class);
    if (needs == null) return null;
    return new Guard(false, Set.of(needs.value()), Set.of(needs.reading()), needs.inPerson());
  }

  private static <A extends Annotation> @Nullable A declared(
      Method method, Class<?> in, Class<A> type) {
    A own = AnnotatedElementUtils.findMergedAnnotation(method, type);
    if (own != null) return own;
    boolean overruled = AnnotatedElementUtils.hasAnnotation(method, Needs.class);
    return overruled ? null : AnnotatedElementUtils.findMergedAnnotation(in, type);
  }
}
