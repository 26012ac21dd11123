package cn.nongchao.loop;

import cn.nongchao.form.Titled;

/**
 * Where a loop can stand. Each kind of loop has an enum of its stages, whose constants carry their
 * words and their colour.
 */
public interface Stage extends Titled {

  /** The name stored and shown to programs: the enum constant's. */
  String name();

  /** As its constant says by {@link Toned}, unless it says so itself. */
  default Tone tone() {
    try {
      Toned toned =
          ((Enum<?>) this).getDeclaringClass().getField(name()).getAnnotation(Toned.class);
      return toned == null ? Tone.HANDLING : toned.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every constant is a field", e);
    }
  }
}
