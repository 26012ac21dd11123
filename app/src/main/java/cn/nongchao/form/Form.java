package cn.nongchao.form;

import cn.nongchao.platform.web.TakesFiles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record as a form: its fields in order, each with the kind that serves it. Made once for each
 * record by {@link Forms}, which finds at start what no kind serves.
 *
 * @param <R> the record
 */
public final class Form<R> {

  /** An attribute of the widget of a field whose values are sent as files. */
  static final String FILES = "data-files";

  /**
   * A field and what serves it: a kind, or a form of its own where it is a record or a list of
   * them.
   */
  record Part(FormField field, @Nullable FieldKind<?> kind, @Nullable Form<?> nested) {

    boolean isRows() {
      return nested != null && field.isMany();
    }
  }

  private final Class<R> record;
  private final List<Part> parts;
  private final Constructor<R> constructor;

  Form(Class<R> record, List<Part> parts) {
    this.record = record;
    this.parts = List.copyOf(parts);
    try {
      Class<?>[] types =
          Arrays.stream(record.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      this.constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has this constructor: " + record, e);
    }
  }

  public Class<R> record() {
    return record;
  }

  List<Part> parts() {
    return parts;
  }

  /** The fields, those of flat records within among them. */
  public List<FormField> fields() {
    List<FormField> all = new ArrayList<>();
    for (Part part : parts) {
      if (part.field().isFlat() && part.nested() != null) all.addAll(part.nested().fields());
      else all.add(part.field());
    }
    return all;
  }

  /** Bytes that a page sends with it in parts, files and all; 0 where no field is a file. */
  public long mostInParts(boolean isForAnyone) {
    long most = 0;
    for (Part part : parts) {
      FromFile text = part.field().annotation(FromFile.class);
      if (part.nested() != null) {
        most = Math.max(most, part.nested().mostInParts(isForAnyone));
      } else if (text != null) {
        most = Math.max(most, (long) text.most());
      } else if (part.kind() != null && part.kind().attributes(part.field()).containsKey(FILES)) {
        most = Math.max(most, isForAnyone ? TakesFiles.OPEN_FORM : TakesFiles.FORM);
      }
    }
    return most;
  }

  /** Names under which an entry keeps them. */
  public Set<String> keys() {
    return fields().stream().map(FormField::key).collect(Collectors.toSet());
  }

  /** Names under which an entry keeps what people write in their own words. */
  public Set<String> freeKeys() {
    Set<String> keys = new HashSet<>();
    for (Part part : parts) {
      if (part.nested() == null) {
        if (part.field().type() == String.class) keys.add(part.field().key());
      } else if (part.field().isFlat()) {
        keys.addAll(part.nested().freeKeys());
      } else if (!part.nested().freeKeys().isEmpty()) {
        keys.add(part.field().key());
      }
    }
    return keys;
  }

  R make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException | IllegalAccessException | InstantiationException e) {
      throw new IllegalStateException(record + " cannot be made of what was found right", e);
    }
  }

  static @Nullable Object value(Part part, Object record) {
    try {
      var accessor = part.field().component().getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part.field() + " cannot be read", e);
    }
  }
}
