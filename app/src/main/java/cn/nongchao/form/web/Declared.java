package cn.nongchao.form.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Flat;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.SmallWrite;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** A write as its method declares it, found whole at start: one that names no place is refused. */
final class Declared {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final Object bean;
  private final Method method;
  private final Write write;
  private final @Nullable Class<?> form;
  private final @Nullable Parameter subject;
  private final List<RecordComponent> field;

  Declared(Object bean, Method method, Write write) {
    this.bean = bean;
    this.method = method;
    this.write = write;
    Set<String> variables = variables(write.api());
    this.form =
        Arrays.stream(method.getParameters())
            .filter(p -> !p.isAnnotationPresent(On.class) && isForm(p.getType()))
            .map(Parameter::getType)
            .findFirst()
            .orElse(null);
    this.subject =
        Arrays.stream(method.getParameters())
            .filter(p -> p.isAnnotationPresent(On.class))
            .findFirst()
            .orElse(null);
    this.field = form == null ? List.of() : marked(form);
    method.setAccessible(true);
    check(variables);
  }

  boolean isSmall() {
    return method.isAnnotationPresent(SmallWrite.class);
  }

  /** The way to the component marked, through records whose fields stand beside the others. */
  private static List<RecordComponent> marked(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.isAnnotationPresent(On.class)) return List.of(component);
      if (!component.isAnnotationPresent(Flat.class)) continue;
      List<RecordComponent> within = marked(component.getType());
      if (!within.isEmpty()) {
        return Stream.concat(Stream.of(component), within.stream()).toList();
      }
    }
    return List.of();
  }

  private static boolean isForm(Class<?> type) {
    return type.isRecord() && !Caller.class.isAssignableFrom(type);
  }

  private void check(Set<String> variables) {
    boolean placed =
        switch (write.over()) {
          case SUBJECT -> subject != null && variables.contains(subject.getName());
          case FIELD -> !field.isEmpty();
          case WHOLE, OWN, PUBLIC -> subject == null && field.isEmpty();
        };
    if (!placed) throw new IllegalStateException(method + " does not say over what it holds");
    if (write.over() == Over.WHOLE && write.by().length == 0) {
      throw new IllegalStateException(method + " names no role to be held over the whole");
    }
    if (!write.api().matches("(POST|PUT|DELETE) /api/v1/[\\w/{}.-]+")) {
      throw new IllegalStateException(method + " has no address for programs: " + write.api());
    }
  }

  static Set<String> variables(String path) {
    return VARIABLE.matcher(path).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  /** A path with the names in braces replaced, by what may stand in an address. */
  static String filled(String path, Function<String, @Nullable String> values) {
    return VARIABLE
        .matcher(path)
        .replaceAll(found -> {
          String value = values.apply(found.group(1));
          String safe = UriUtils.encode(value == null ? "" : value, StandardCharsets.UTF_8);
          return Matcher.quoteReplacement(safe);
        });
  }

  /**
   * Of the parts of an address those that are fields of the form: no other parameter has the name.
   */
  Map<String, String> fields(Map<String, String> path) {
    if (path.isEmpty()) return path;
    Map<String, String> fields = new HashMap<>(path);
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getType() != form) fields.remove(parameter.getName());
    }
    return fields;
  }

  Object bean() {
    return bean;
  }

  Method method() {
    return method;
  }

  Write write() {
    return write;
  }

  String name() {
    return write.name();
  }

  @Nullable Class<?> form() {
    return form;
  }

  @Nullable Parameter subject() {
    return subject;
  }

  /** From the form to the component that says over what it holds; empty for none. */
  List<RecordComponent> field() {
    return field;
  }

  List<String> roles() {
    return List.of(write.by());
  }

  boolean isPublic() {
    return write.over() == Over.PUBLIC;
  }

  /** Whether a role must be held over the whole installation. */
  boolean isWhole() {
    return write.over() == Over.WHOLE;
  }

  String apiMethod() {
    return write.api().substring(0, write.api().indexOf(' '));
  }

  String apiPath() {
    return write.api().substring(write.api().indexOf(' ') + 1);
  }

  boolean hasPage() {
    return !write.page().isEmpty();
  }

  Text title() {
    return Text.of(write.zh(), write.en());
  }

  /** What is said before it is done; null for nothing. */
  @Nullable Text sure() {
    return write.sureZh().isEmpty() ? null : Text.of(write.sureZh(), write.sureEn());
  }

  Text done() {
    return write.doneZh().isEmpty()
        ? Text.of("已" + write.zh(), "Done: " + write.en())
        : Text.of(write.doneZh(), write.doneEn());
  }
}
