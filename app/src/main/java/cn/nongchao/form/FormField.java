package cn.nongchao.form;

import cn.nongchao.platform.Text;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a form, as its record declares it. */
public final class FormField {

  private final RecordComponent component;
  private final Class<?> type;
  private final boolean many;
  private final boolean nullable;

  FormField(RecordComponent component) {
    this.component = component;
    this.many = Collection.class.isAssignableFrom(component.getType());
    this.type = many ? element(component.getGenericType()) : component.getType();
    this.nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Class<?> element(Type list) {
    Type of = ((ParameterizedType) list).getActualTypeArguments()[0];
    return of instanceof Class<?> plain ? plain : (Class<?>) ((ParameterizedType) of).getRawType();
  }

  /** As it is sent: the component's name. */
  public String name() {
    return component.getName();
  }

  /** Of one value: a list's elements have it. */
  public Class<?> type() {
    return type;
  }

  /** Whether it holds several values. */
  public boolean isMany() {
    return many;
  }

  public boolean isNullable() {
    return nullable;
  }

  /** Whether a person is asked for it: it has words. */
  public boolean isAsked() {
    return words() != null;
  }

  @Nullable Field words() {
    return component.getAnnotation(Field.class);
  }

  /** Name under which an entry keeps it. */
  String key() {
    Field words = words();
    return words == null || words.kept().isEmpty() ? name() : words.kept();
  }

  public Text label() {
    Field words = words();
    return words == null ? Text.same(name()) : Text.of(words.zh(), words.en());
  }

  /** What helps to fill it in, and who will read it. */
  public @Nullable Text hint() {
    Field words = words();
    if (words == null) return null;
    Text hint = words.hintZh().isEmpty() ? null : Text.of(words.hintZh(), words.hintEn());
    return words.readers().after(hint);
  }

  /** Other words for it, as files from offices have them. */
  public List<String> also() {
    Also words = component.getAnnotation(Also.class);
    return words == null ? List.of() : List.of(words.value());
  }

  /** A value as it may be sent; empty for none. */
  public String example() {
    Field words = words();
    return words == null ? "" : words.example();
  }

  /** Whether a form without it is refused. */
  public boolean isRequired() {
    for (Annotation limit : component.getAccessor().getAnnotations()) {
      if (limit.annotationType().getSimpleName().matches("NotNull|NotBlank|NotEmpty")) return true;
    }
    boolean hasAbsence =
        nullable || many || type == String.class || type == boolean.class || isFlat();
    return !hasAbsence;
  }

  boolean isFlat() {
    return component.isAnnotationPresent(Flat.class);
  }

  RecordComponent component() {
    return component;
  }

  /** An annotation of the component or, for limits, of what it becomes. */
  public <A extends Annotation> @Nullable A annotation(Class<A> wanted) {
    for (AnnotatedElement at : new AnnotatedElement[] {component, component.getAccessor()}) {
      A found = at.getAnnotation(wanted);
      if (found != null) return found;
    }
    return null;
  }

  public boolean has(Class<? extends Annotation> wanted) {
    return annotation(wanted) != null;
  }

  @Override
  public String toString() {
    return component.getDeclaringRecord().getSimpleName() + "." + name();
  }
}
