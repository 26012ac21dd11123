package cn.nongchao.form;

import cn.nongchao.platform.Text;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A constant with words: what a person reads in its place. */
public interface Titled {

  /** As its {@link Words} say, unless it says so itself; its name where nothing does. */
  default Text title() {
    return this instanceof Enum<?> constant ? FromWords.titles(constant) : Text.same(toString());
  }

  /** Read once for each constant. */
  final class FromWords {

    private static final Map<Enum<?>, Text> KNOWN = new ConcurrentHashMap<>();

    private FromWords() {}

    private static Text titles(Enum<?> constant) {
      return KNOWN.computeIfAbsent(constant, FromWords::read);
    }

    private static Text read(Enum<?> constant) {
      try {
        Words words =
            constant.getDeclaringClass().getField(constant.name()).getAnnotation(Words.class);
        return words == null ? Text.same(constant.name()) : Text.of(words.zh(), words.en());
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException("every constant is a field", e);
      }
    }
  }
}
