package cn.nongchao.form;

import cn.nongchao.form.Form.Part;
import cn.nongchao.form.Given.Leaf;
import cn.nongchao.form.Given.Several;
import cn.nongchao.form.Given.Tree;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of what was sent, or says all that is wrong with it at once. Every text passes
 * {@link Characters}, every value its limits and the question whether this caller may name it.
 */
final class Reader {

  /** So many refusals say enough, and answering a thousand costs more than asking did. */
  static final int MOST_REFUSALS = 50;

  private static final int MOST_VALUES = 200;
  private static final int MOST_ROWS = 2000;

  /** Enough is refused: what else is wrong with it is not looked for. */
  private static final class Enough extends RuntimeException {

    Enough() {
      super("enough", null, false, false);
    }
  }

  private final Validator validator;
  private Asking asking;
  private final boolean trusted;
  private final List<Refusal> wrong = new ArrayList<>();

  /**
   * @param trusted whether it was kept by us, and is asked neither for limits nor for rights
   */
  Reader(Validator validator, Asking asking, boolean trusted) {
    this.validator = validator;
    this.asking = asking;
    this.trusted = trusted;
  }

  <R> Outcome<R> read(Form<R> form, Tree given) {
    asking = asking.beside(given.typed());
    @Nullable R record;
    try {
      record = record(form, given, "");
    } catch (Enough enough) {
      return Outcome.refused(wrong);
    }
    if (record == null) return Outcome.refused(wrong);
    if (!trusted && record instanceof Checked checked) wrong.addAll(checked.unfit());
    return wrong.isEmpty() ? Outcome.done(record) : Outcome.refused(wrong);
  }

  private <R> @Nullable R record(Form<R> form, Tree given, String path) {
    int before = wrong.size();
    @Nullable Object[] values = new Object[form.parts().size()];
    Map<String, String> said = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      Part part = form.parts().get(i);
      boolean asked = isAskedFor(part.field(), said);
      values[i] = asked ? value(form, part, given, path) : absent(part.field(), part);
      boolean says = asked && values[i] != null && part.kind() != null && !part.field().isMany();
      if (says) said.put(part.field().name(), Forms.write(part, values[i]));
    }
    return wrong.size() == before || trusted ? form.make(values) : null;
  }

  private @Nullable Object value(Form<?> form, Part part, Tree given, String path) {
    FormField field = part.field();
    if (part.nested() != null && !part.isRows()) return group(part, given, path);
    String at = path + field.name();
    Given sent = given.part(keyOf(field, given));
    int before = wrong.size();
    Object value =
        part.isRows()
            ? rows(part, sent, at)
            : field.isMany() ? many(part, sent, at) : one(part, sent, at);
    if (trusted || wrong.size() > before) return value == null ? absent(field, part) : value;
    if (value == null && field.isRequired()) {
      refuse(at, Limits.missing(field, isChosen(part)));
      return null;
    }
    Refusal missing =
        value != null || part.kind() == null ? null : part.kind().missing(field, asking);
    if (missing != null) {
      refuse(at, missing);
      return null;
    }
    Limits.wrong(validator, form.record(), field, value).forEach(text -> refuse(at, text));
    return value == null ? absent(field, part) : value;
  }

  /** What an entry keeps may stand under another name. */
  private String keyOf(FormField field, Tree given) {
    boolean elsewhere = trusted && field.key().equals(Field.NOT_KEPT);
    boolean renamed = trusted && given.parts().containsKey(field.key());
    return elsewhere || renamed ? field.key() : field.name();
  }

  private boolean isChosen(Part part) {
    return part.kind() != null && part.kind().choices(part.field(), asking) != null;
  }

  /** Asked by what was read of the fields before, however it was typed. */
  private static boolean isAskedFor(FormField field, Map<String, String> said) {
    When when = field.annotation(When.class);
    return when == null || Arrays.asList(when.is()).contains(said.get(when.field()));
  }

  /** What a component holds that was not given. */
  private @Nullable Object absent(FormField field, Part part) {
    if (field.isMany()) {
      return Set.class.isAssignableFrom(field.component().getType()) ? Set.of() : List.of();
    }
    if (field.isNullable()) return null;
    if (field.type() == String.class) return "";
    if (field.type() == boolean.class) return false;
    if (field.type() == int.class) return 0;
    if (field.type() == long.class) return 0L;
    if (field.type() == double.class) return 0.0;
    return part.nested() == null ? null : nothing(part.nested());
  }

  private Object nothing(Form<?> nested) {
    return nested.make(nested.parts().stream().map(p -> absent(p.field(), p)).toArray());
  }

  private @Nullable Object group(Part part, Tree given, String path) {
    Form<?> nested = Objects.requireNonNull(part.nested());
    if (part.field().isFlat()) return record(nested, given, path);
    String at = path + part.field().name();
    Given sent = given.part(keyOf(part.field(), given));
    if (sent instanceof Tree tree && !isBlank(tree)) return record(nested, tree, at + "/");
    if (sent instanceof Leaf || sent instanceof Several) return odd(at);
    if (part.field().isNullable()) return null;
    if (trusted) return nothing(nested);
    return record(nested, new Tree(Map.of()), at + "/");
  }

  private @Nullable Object odd(String at) {
    refuse(at, Text.of("这里的值类型不对", "a value of this type does not belong here"));
    return null;
  }

  private Object rows(Part part, Given sent, String at) {
    List<Object> rows = new ArrayList<>();
    Form<?> nested = Objects.requireNonNull(part.nested());
    if (sent instanceof Several(List<Given> given)) {
      if (isTooMany(part, given.size(), MOST_ROWS, at)) return rows;
      for (int i = 0; i < given.size(); i++) {
        // A row nobody filled in is none.
        if (isBlank(given.get(i))) continue;
        Object one =
            given.get(i) instanceof Tree row
                ? record(nested, row, at + "/" + i + "/")
                : odd(at + "/" + i);
        if (one != null) rows.add(one);
      }
    } else if (!isBlank(sent)) {
      odd(at);
    }
    return rows;
  }

  private static boolean isBlank(Given given) {
    return switch (given) {
      case Given.Nothing nothing -> true;
      case Leaf(List<String> texts, boolean many) -> texts.stream().allMatch(String::isBlank);
      case Tree(var parts) -> parts.values().stream().allMatch(Reader::isBlank);
      case Several(List<Given> all) -> all.stream().allMatch(Reader::isBlank);
    };
  }

  private Object many(Part part, Given sent, String at) {
    boolean inOrder = part.field().has(InOrder.class);
    Collection<Object> values = inOrder ? new ArrayList<>() : new LinkedHashSet<>();
    switch (sent) {
      case Leaf(List<String> texts, boolean list) -> {
        if (isTooMany(part, texts.size(), MOST_VALUES, at)) return List.of();
        for (String text : texts) {
          Object value = read(part, text, at);
          if (value != null) values.add(value);
          else if (inOrder) values.add("");
        }
      }
      case Given.Nothing nothing -> {}
      case Tree tree -> odd(at);
      case Several(List<Given> all) -> {
        if (isTooMany(part, all.size(), MOST_VALUES, at)) return List.of();
        for (int i = 0; i < all.size(); i++) {
          boolean value = all.get(i) instanceof Leaf || all.get(i) instanceof Given.Nothing;
          if (!value) odd(at + "/" + i);
        }
        if (all.stream().allMatch(one -> one instanceof Leaf)) odd(at);
      }
    }
    boolean set = Set.class.isAssignableFrom(part.field().component().getType());
    return set ? Collections.unmodifiableSet((Set<Object>) values) : List.copyOf(values);
  }

  /**
   * Counted before any is looked up: each costs the database a question. Blank ones count here, so
   * that the field's own limit is left to be asked of what was filled in.
   */
  private boolean isTooMany(Part part, int count, int usual, String at) {
    Size size = part.field().annotation(Size.class);
    int own = size == null || size.max() > Integer.MAX_VALUE / 2 ? 0 : 2 * size.max();
    int most = Math.max(usual, own);
    if (trusted || count <= most) return false;
    refuse(at, Text.of("最多 " + most + " 项", "at most " + most));
    return true;
  }

  private @Nullable Object one(Part part, Given sent, String at) {
    return switch (sent) {
      case Leaf(List<String> texts, boolean list) when list && !trusted -> odd(at);
      case Leaf(List<String> texts, boolean list) when isSeveral(part, texts) -> odd(at);
      case Leaf(List<String> texts, boolean list) ->
          texts.isEmpty() ? null : read(part, texts.getFirst(), at);
      case Given.Nothing nothing -> null;
      case Tree tree -> odd(at);
      case Several several -> odd(at);
    };
  }

  /** Of several nobody knows which is meant; only a box on a page also says what it is unticked. */
  private boolean isSeveral(Part part, List<String> texts) {
    Class<?> type = part.field().type();
    boolean box = type == boolean.class || type == Boolean.class;
    return !trusted && !box && texts.stream().distinct().count() > 1;
  }

  private <T> @Nullable T read(Part part, String typed, String at) {
    @SuppressWarnings("unchecked") // Forms gave this field a kind that serves its type
    FieldKind<T> kind = (FieldKind<T>) Objects.requireNonNull(part.kind());
    String text = trusted || kind.isRaw() ? typed : text(part.field(), kind, typed, at);
    if (text == null || (text.isEmpty() && !kind.isRaw())) return null;
    Outcome<String> meant = trusted ? Outcome.done(text) : kind.meant(text, part.field(), asking);
    return switch (meant.then(plain -> kind.read(plain, part.field()))) {
      case Outcome.Done<T>(T value) -> allowed(kind, value, part.field(), at);
      case Outcome.Refused<T>(List<Refusal> reasons) -> {
        reasons.forEach(reason -> refuse(at, reason));
        yield null;
      }
    };
  }

  private @Nullable String text(FormField field, FieldKind<?> kind, String typed, String at) {
    Text odd = Characters.wrong(typed);
    if (odd != null) {
      Text name = field.label();
      refuse(at, Text.of(name.zh() + odd.zh(), name.en() + " " + odd.en()));
      return null;
    }
    String clean = field.has(Area.class) ? Characters.clean(typed) : Characters.line(typed);
    return clean != null && kind.isDigits() ? Characters.plain(clean) : clean;
  }

  private <T> @Nullable T allowed(FieldKind<T> kind, T value, FormField field, String at) {
    Refusal refusal = trusted ? null : kind.refuse(value, field, asking);
    if (refusal == null) return value;
    refuse(at, refusal);
    return null;
  }

  private void refuse(String at, Text reason) {
    refused(new Refusal("bad-input", at, reason));
  }

  private void refuse(String at, Refusal reason) {
    refused(new Refusal(reason.code(), at, reason.reason()));
  }

  private void refused(Refusal refusal) {
    wrong.add(refusal);
    if (!trusted && wrong.size() >= MOST_REFUSALS) throw new Enough();
  }
}
