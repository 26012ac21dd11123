package cn.nongchao.seal;

/**
 * The one refusal the parsers of the log give for bytes that do not have the documented form, or
 * that go over a documented limit. Nothing else may escape them, whatever they are fed.
 *
 * <p>It is checked, so that parsers built from parsers read as plain sequences and no caller can
 * forget it; {@link #caught} turns it into an {@link Outcome}.
 */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  private Malformed(Reason reason) {
    super(reason.en(), null, false, false);
    this.reason = reason;
  }

  public static Malformed of(String zh, String en) {
    return new Malformed(new Reason(zh, en));
  }

  /** Something that reads outside bytes. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws Malformed;
  }

  /** What a reading gave, as a value. */
  public static <T> Outcome<T> caught(Reading<? extends T> reading) {
    try {
      return Outcome.of(reading.read());
    } catch (Malformed e) {
      return Outcome.refuse(e.reason());
    }
  }

  /** Why the bytes were refused, in both languages. */
  public Reason reason() {
    return reason;
  }
}
