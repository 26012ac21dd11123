package cn.nongchao.form;

import cn.nongchao.form.Form.Part;
import cn.nongchao.form.Given.Leaf;
import cn.nongchao.form.Given.Several;
import cn.nongchao.form.Given.Tree;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes forms of records, reads and keeps them. */
@Component
public class Forms {

  private final List<FieldKind<?>> kinds;
  private final Validator validator;
  private final Map<Class<?>, Form<?>> made = new ConcurrentHashMap<>();

  Forms(ObjectProvider<FieldKind<?>> others, Validator validator) {
    this.kinds = Stream.concat(others.orderedStream(), Basics.KINDS.stream()).toList();
    this.validator = validator;
  }

  /** The form a record is; a component that no kind serves is a mistake of ours. */
  @SuppressWarnings("unchecked") // what is made for a class is of that class
  public <R> Form<R> of(Class<R> record) {
    Form<?> known = made.get(record);
    if (known == null) {
      known = make(record);
      made.put(record, known);
    }
    return (Form<R>) known;
  }

  private <R> Form<R> make(Class<R> record) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      FormField field = new FormField(component);
      When when = field.annotation(When.class);
      boolean known =
          when == null || parts.stream().anyMatch(p -> p.field().name().equals(when.field()));
      if (!known) throw new IllegalStateException(field + " depends on nothing declared before");
      parts.add(part(field));
    }
    return new Form<>(record, parts);
  }

  private Part part(FormField field) {
    FieldKind<?> own = serving(field);
    if (own == null && field.type().isRecord()) return new Part(field, null, of(field.type()));
    return new Part(field, own == null ? kind(field) : own, null);
  }

  private @Nullable FieldKind<?> serving(FormField field) {
    for (FieldKind<?> kind : kinds) if (kind.serves(field)) return kind;
    return null;
  }

  FieldKind<?> kind(FormField field) {
    FieldKind<?> own = serving(field);
    if (own != null) return own;
    throw new IllegalStateException("no kind of field serves " + field + ": " + field.type());
  }

  /** What a cell of a file says, in the way the field takes it. */
  public String plain(FormField field, String text) {
    FieldKind<?> own = serving(field);
    return own == null ? text : own.plain(text, field);
  }

  /** Whether a bare number in this field needs a unit. */
  public boolean takesUnit(FormField field) {
    FieldKind<?> own = serving(field);
    return own != null && own.takesUnit();
  }

  /** With ids for things to be that a page did not send. */
  public Tree withIds(Class<?> record, Tree given) {
    Map<String, Given> parts = new LinkedHashMap<>(given.parts());
    for (Part part : of(record).parts()) {
      FieldKind<?> kind = part.kind();
      if (kind == null || !kind.isHidden() || kind.fresh().isEmpty()) continue;
      if (part.field().isNullable() || part.field().isMany()) continue;
      parts.putIfAbsent(part.field().name(), new Leaf(List.of(kind.fresh())));
    }
    return new Tree(parts);
  }

  /** The field that holds the id of a thing to be, made by whoever sends it; null for none. */
  public @Nullable String newId(Class<?> record) {
    return of(record).parts().stream()
        .filter(Forms::isNewId)
        .map(part -> part.field().name())
        .findFirst()
        .orElse(null);
  }

  private static boolean isNewId(Part part) {
    FieldKind<?> kind = part.kind();
    return kind != null
        && part.field().type() == UUID.class
        && kind.isHidden()
        && !kind.fresh().isEmpty()
        && !part.field().isNullable()
        && !part.field().isMany();
  }

  /** What was said, of what was sent: all but what tells when and from where. */
  public Tree content(Class<?> record, Tree sent) {
    Map<String, Given> parts = new LinkedHashMap<>(sent.parts());
    for (Part part : of(record).parts()) {
      FieldKind<?> kind = part.kind();
      if (kind != null && !kind.isContent()) parts.remove(part.field().name());
    }
    parts.remove("_csrf");
    return new Tree(parts);
  }

  /** A refusal for every name that is a field of none of these records. */
  public List<Refusal> unknown(Tree given, Collection<Class<?>> records) {
    List<Refusal> wrong = new ArrayList<>();
    unknown(given, records.stream().<Form<?>>map(this::of).toList(), "", wrong);
    return wrong;
  }

  private static void unknown(Tree given, List<Form<?>> forms, String path, List<Refusal> wrong) {
    Map<String, List<Part>> known = new TreeMap<>();
    forms.forEach(form -> names(form, known));
    given
        .parts()
        .forEach((name, one) -> {
          List<Form<?>> within =
              known.getOrDefault(name, List.of()).stream()
                  .<Form<?>>mapMulti((part, all) -> {
                    if (part.nested() != null) all.accept(part.nested());
                  })
                  .toList();
          if (wrong.size() >= Reader.MOST_REFUSALS) return;
          if (!known.containsKey(name)) wrong.add(noField(path, name, known.keySet()));
          else if (!within.isEmpty()) unknownWithin(one, within, path + name, wrong);
        });
  }

  private static void unknownWithin(
      Given given, List<Form<?>> forms, String path, List<Refusal> wrong) {
    if (given instanceof Tree tree) unknown(tree, forms, path + "/", wrong);
    if (!(given instanceof Several(List<Given> rows))) return;
    for (int i = 0; i < rows.size(); i++) unknownWithin(rows.get(i), forms, path + "/" + i, wrong);
  }

  private static void names(Form<?> form, Map<String, List<Part>> into) {
    for (Part part : form.parts()) {
      if (part.field().isFlat() && part.nested() != null) names(part.nested(), into);
      else into.computeIfAbsent(part.field().name(), name -> new ArrayList<>()).add(part);
    }
  }

  private static Refusal noField(String path, String name, Set<String> known) {
    String shown = Characters.wrong(name) == null ? Basics.shown(name) : "?";
    String all = String.join(", ", known);
    return Refusal.field(
        path + shown,
        "没有“" + shown + "”这个字段；可用：" + all,
        "there is no field “" + shown + "”; there are " + all);
  }

  /** Reads what was sent; every refusal names its field. */
  public <R> Outcome<R> read(Class<R> record, Tree given, Asking asking) {
    return new Reader(validator, asking, false).read(of(record), given);
  }

  /**
   * What an entry keeps of a record: text at every leaf, nothing for what was not given, so that a
   * record that gains a component leaves what is sealed as it was.
   */
  public Map<String, Object> kept(Object record) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Part part : of(record.getClass()).parts()) {
      String name = part.field().key();
      Object value = Form.value(part, record);
      if (value == null || name.equals(Field.NOT_KEPT)) continue;
      Object written = written(part, value);
      if (written instanceof Map<?, ?> map && part.field().isFlat()) {
        map.forEach((key, one) -> kept.put((String) key, one));
      } else if (written != null) {
        kept.put(name, written);
      }
    }
    return kept;
  }

  private @Nullable Object written(Part part, Object value) {
    if (value instanceof Collection<?> all) {
      List<Object> list = new ArrayList<>();
      for (Object one : all) list.add(part.nested() != null ? kept(one) : write(part, one));
      return list.isEmpty() ? null : list;
    }
    if (part.nested() != null) {
      Map<String, Object> nested = kept(value);
      return nested.isEmpty() ? null : nested;
    }
    String text = write(part, value);
    return text.isEmpty() ? null : text;
  }

  @SuppressWarnings("unchecked") // the part's kind serves the part's values
  static String write(Part part, Object value) {
    return ((FieldKind<Object>) Objects.requireNonNull(part.kind())).write(value);
  }

  /** What a record says, field by field in its order; fields that say nothing are left out. */
  public List<Said> said(Object record) {
    List<Said> all = new ArrayList<>();
    for (Part part : of(record.getClass()).parts()) {
      Object value = Form.value(part, record);
      if (value == null) continue;
      if (part.field().isFlat()) {
        all.addAll(said(value));
      } else if (part.field().isAsked()) {
        Text text = say(part, value);
        if (!text.zh().isEmpty())
          all.add(new Said(part.field().name(), part.field().label(), text));
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the part's kind serves the part's values
  private Text say(Part part, Object value) {
    if (part.nested() != null) {
      List<?> rows = value instanceof List<?> list ? list : List.of(value);
      return joined(rows.stream().map(this::row).toList(), "\n", "\n");
    }
    FieldKind<Object> kind = (FieldKind<Object>) Objects.requireNonNull(part.kind());
    Unit unit = part.field().annotation(Unit.class);
    List<Text> all =
        value instanceof Collection<?> many
            ? List.copyOf(kind.say((Collection<Object>) many).values())
            : List.of(kind.say(value));
    Text text = joined(all, "、", ", ");
    return unit == null || text.zh().isEmpty()
        ? text
        : Text.of(text.zh() + " " + unit.zh(), text.en() + " " + unit.en());
  }

  private Text row(Object row) {
    List<Text> cells =
        said(row).stream()
            .map(said ->
                Text.of(
                    said.label().zh() + "：" + said.value().zh(),
                    said.label().en() + ": " + said.value().en()))
            .toList();
    return joined(cells, "；", "; ");
  }

  private static Text joined(List<Text> all, String zh, String en) {
    return Text.of(
        all.stream().map(Text::zh).collect(Collectors.joining(zh)),
        all.stream().map(Text::en).collect(Collectors.joining(en)));
  }

  /** Reads back what {@link #kept} gave, also by an older record of the same name. */
  public <R> R restored(Class<R> record, Map<String, ?> kept) {
    Form<R> form = of(record);
    return new Reader(validator, Asking.nobody(), true).read(form, tree(form, kept)).orThrow();
  }

  private static Tree tree(Form<?> form, Map<String, ?> kept) {
    Set<String> lists = new HashSet<>();
    for (FormField field : form.fields()) {
      if (field.isMany()) lists.addAll(List.of(field.name(), field.key()));
    }
    Map<String, Given> parts = new LinkedHashMap<>();
    kept.forEach((name, value) -> {
      // Lists were once kept joined by commas; entries written then are never altered.
      boolean joined = value instanceof String && lists.contains(name);
      parts.put(name, joined ? new Leaf(List.of(value.toString().split(","))) : given(value));
    });
    return new Tree(parts);
  }

  private static Given given(@Nullable Object value) {
    if (value == null) return Given.NOTHING;
    if (value instanceof Map<?, ?> map) {
      Map<String, Given> parts = new LinkedHashMap<>();
      map.forEach((name, one) -> parts.put((String) name, given(one)));
      return new Tree(parts);
    }
    if (value instanceof Collection<?> all) {
      boolean rows = all.stream().allMatch(one -> one instanceof Map);
      return rows && !all.isEmpty()
          ? new Several(all.stream().map(Forms::given).toList())
          : new Leaf(all.stream().map(Object::toString).toList());
    }
    return new Leaf(List.of(value.toString()));
  }
}
