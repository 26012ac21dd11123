package cn.nongchao.form;

import cn.nongchao.form.FieldView.Condition;
import cn.nongchao.form.FieldView.Drawing;
import cn.nongchao.form.Form.Part;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Templates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows forms: the fields of a record with what was typed and what is wrong with it. */
@Component
public class FormViews {

  /** Rows of a table that stand ready to be filled in. */
  private static final int SPARE_ROWS = 3;

  private final Forms forms;
  private final Templates templates;

  FormViews(Forms forms, Templates templates) {
    this.forms = forms;
    this.templates = templates;
  }

  /**
   * A form as it stands.
   *
   * @param typed what was sent, by name; empty for a form nobody has touched
   * @param refusals why it was refused
   * @param initial what the fields hold beforehand; null for nothing
   */
  public record State(
      Map<String, List<String>> typed, List<Refusal> refusals, @Nullable Object initial) {

    public static State fresh() {
      return new State(Map.of(), List.of(), null);
    }

    public static State of(@Nullable Object initial) {
      return new State(Map.of(), List.of(), initial);
    }

    boolean isUntouched() {
      return typed.isEmpty();
    }

    boolean isTaken() {
      return is("already-exists");
    }

    /** Whether somebody was faster: what the page knows of the thing is to be known anew. */
    boolean isOvertaken() {
      return is("moved-first");
    }

    private boolean is(String code) {
      return refusals.stream().anyMatch(r -> r.code().equals(code));
    }
  }

  public FormView show(
      String name, Text button, String action, Class<?> record, State state, Asking asking) {
    return show(name, button, action, record, state, asking, false);
  }

  /** The filters of a list: nothing is required, and what may be left open says so. */
  FormView filters(String name, String action, Class<?> query, State state, Asking asking) {
    return show(name, Text.of("查询", "Search"), action, query, state, asking, true);
  }

  private FormView show(
      String name,
      Text button,
      String action,
      Class<?> record,
      State state,
      Asking asking,
      boolean filters) {
    Form<?> form = forms.of(record);
    Map<String, List<String>> said =
        state.isUntouched() ? written(form, state.initial()) : state.typed();
    Shown shown = new Shown(name + "-", state, asking.beside(said), filters);
    List<FieldView> fields = shown.fields(form, "", state.initial());
    List<String> names = names(fields);
    List<Text> general =
        state.refusals().stream()
            .filter(r -> r.field() == null || !names.contains(r.field()))
            .map(Refusal::reason)
            .distinct()
            .toList();
    boolean files = fields.stream().anyMatch(field -> field.attribute(Form.FILES) != null);
    return new FormView(
        name, button, action, !state.refusals().isEmpty(), files, fields, general, null, templates);
  }

  /** What a form holds beforehand, as it would have been typed. */
  private static Map<String, List<String>> written(Form<?> form, @Nullable Object initial) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (initial == null) return all;
    for (Part part : form.parts()) {
      Object value = Form.value(part, initial);
      if (value != null && part.kind() != null) {
        List<?> several = value instanceof Collection<?> many ? List.copyOf(many) : List.of(value);
        all.put(part.field().name(), several.stream().map(one -> Forms.write(part, one)).toList());
      }
    }
    return all;
  }

  private static List<String> names(List<FieldView> fields) {
    List<String> names = new ArrayList<>();
    for (FieldView field : fields) {
      if (field.isHidden()) continue;
      names.add(field.name());
      names.addAll(names(field.group()));
      field.rows().forEach(row -> names.addAll(names(row)));
    }
    return names;
  }

  /** The fields of one form being shown. */
  private final class Shown {

    private final String prefix;
    private final State state;
    private final Asking asking;
    private final boolean filters;
    private boolean spare;

    Shown(String prefix, State state, Asking asking, boolean filters) {
      this.filters = filters;
      this.prefix = prefix;
      this.state = state;
      this.asking = asking;
    }

    List<FieldView> fields(Form<?> form, String path, @Nullable Object initial) {
      List<FieldView> all = new ArrayList<>();
      for (Part part : form.parts()) {
        Object value = initial == null ? null : Form.value(part, initial);
        boolean shown = part.field().isAsked() || part.nested() != null || hidden(part);
        if (!shown) continue;
        if (part.field().isFlat() && widget(part) == null) {
          all.addAll(fields(Objects.requireNonNull(part.nested()), path, value));
        } else {
          all.add(field(part, path, value));
        }
      }
      return all;
    }

    private boolean hidden(Part part) {
      return part.kind() != null && !part.field().isAsked() && !part.field().isMany();
    }

    private FieldView field(Part part, String path, @Nullable Object value) {
      FormField field = part.field();
      String name = path + field.name();
      boolean hidden = hidden(part) || (part.kind() != null && part.kind().isHidden());
      Form<?> nested = part.nested();
      String below = field.isFlat() ? path : name + "/";
      List<String> values = nested == null ? values(part, name, value, hidden) : List.of();
      return new FieldView(
          id(name),
          name,
          field.label(),
          field.hint(),
          unit(field),
          !hidden && !filters && !spare && field.isRequired(),
          values,
          errors(name),
          hidden || part.kind() == null ? null : choices(part.kind(), field, value),
          attributes(part, hidden),
          when(field, path),
          nested == null || part.isRows() ? List.of() : fields(nested, below, value),
          part.isRows() ? rows(Objects.requireNonNull(nested), name, value) : List.of(),
          part.kind() == null ? null : part.kind().extra(values, field, asking),
          new Drawing(templates, template(part, hidden)),
          asking);
    }

    /** What stands there stays to be chosen, though nobody else may choose it any more. */
    private <T> @Nullable List<Choice> choices(
        FieldKind<T> kind, FormField field, @Nullable Object value) {
      List<Choice> choices = kind.choices(field, asking);
      if (choices == null || value == null || field.isMany()) return choices;
      @SuppressWarnings("unchecked") // the part's kind serves the part's values
      T held = (T) value;
      String written = kind.write(held);
      if (written.isEmpty() || choices.stream().anyMatch(one -> one.value().equals(written))) {
        return choices;
      }
      return Stream.concat(Stream.of(Choice.of(written, kind.say(held))), choices.stream())
          .toList();
    }

    private String id(String name) {
      return prefix + name.replace('/', '-');
    }

    private @Nullable Text unit(FormField field) {
      Unit unit = field.annotation(Unit.class);
      if (unit == null && field.type() == Money.class) return Text.of("元", "yuan");
      return unit == null ? null : Text.of(unit.zh(), unit.en());
    }

    private @Nullable Condition when(FormField field, String path) {
      When when = field.annotation(When.class);
      if (when == null) return null;
      String other = path + when.field();
      return new Condition(id(other), other, String.join(" ", when.is()));
    }

    private List<String> values(Part part, String name, @Nullable Object value, boolean hidden) {
      FieldKind<?> kind = Objects.requireNonNull(part.kind());
      boolean renewed =
          hidden
              && ((state.isTaken() && !kind.fresh().isEmpty())
                  || (state.isOvertaken() && kind.fresh().isEmpty() && value != null));
      boolean asTyped = filters || (!state.isUntouched() && !renewed);
      if (asTyped) {
        List<String> typed = state.typed().getOrDefault(name, List.of());
        return hidden && !filters ? typed.stream().map(kind::again).toList() : typed;
      }
      if (value instanceof Collection<?> many) {
        List<String> all = many.stream().map(one -> Forms.write(part, one)).toList();
        if (!all.isEmpty()) return all;
      } else if (value != null) {
        return List.of(Forms.write(part, value));
      }
      if (hidden) return kind.fresh().isEmpty() ? List.of() : List.of(kind.fresh());
      List<Choice> choices = kind.choices(part.field(), asking);
      if (choices == null) return List.of();
      return choices.stream().filter(Choice::proposed).map(Choice::value).toList();
    }

    private List<Text> errors(String name) {
      return state.refusals().stream()
          .filter(refusal -> name.equals(refusal.field()))
          .map(Refusal::reason)
          .distinct()
          .toList();
    }

    private Map<String, String> attributes(Part part, boolean hidden) {
      Map<String, String> all = new LinkedHashMap<>(Limits.attributes(part.field()));
      if (part.kind() != null) all.putAll(part.kind().attributes(part.field()));
      Area area = part.field().annotation(Area.class);
      if (area != null) all.put("rows", Integer.toString(area.rows()));
      if (hidden) all.put("type", "hidden");
      if (filters) all.put("open", part.field().has(Otherwise.class) ? "no" : "yes");
      return all;
    }

    private List<List<FieldView>> rows(Form<?> form, String name, @Nullable Object value) {
      List<?> given = value instanceof List<?> list ? list : List.of();
      int sent = 0;
      for (String typed : state.typed().keySet()) {
        if (!typed.startsWith(name + "/")) continue;
        String row = typed.substring(name.length() + 1).split("/", 2)[0];
        if (row.matches("[0-9]{1,4}")) sent = Math.max(sent, Integer.parseInt(row) + 1);
      }
      int filled = Math.max(sent, given.size());
      List<List<FieldView>> rows = new ArrayList<>();
      for (int i = 0; i < filled + SPARE_ROWS; i++) {
        spare = i >= filled; // or no browser would send it left empty
        rows.add(fields(form, name + "/" + i + "/", i < given.size() ? given.get(i) : null));
      }
      spare = false;
      return rows;
    }

    private String template(Part part, boolean hidden) {
      if (hidden) return "form/hidden";
      String own = widget(part);
      if (own != null) return own;
      if (part.isRows()) return "form/table";
      if (part.kind() == null) return "form/group";
      String usual = part.kind().widget(part.field());
      return filters && usual.equals("form/radios") ? "form/choice" : usual;
    }

    private @Nullable String widget(Part part) {
      Widget own = part.field().annotation(Widget.class);
      if (own == null) own = part.field().type().getAnnotation(Widget.class);
      return own == null ? null : own.value();
    }
  }
}
