package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A kind of organisation or of qualification, or a role. A role's name may be one that was stored
 * and that no module declares any more.
 */
@Component
class KindField implements FieldKind<String> {

  private final Map<Class<?>, Map<String, Text>> all;

  KindField(Roles roles) {
    this.all =
        Map.of(
            Organisation.class,
            Organisation.KINDS,
            Qualification.class,
            Qualification.KINDS,
            Role.class,
            roles.titles());
  }

  private Map<String, Text> kinds(FormField field) {
    KindOf of = Objects.requireNonNull(field.annotation(KindOf.class));
    return Objects.requireNonNull(all.get(of.value()));
  }

  @Override
  public boolean serves(FormField field) {
    return field.has(KindOf.class);
  }

  @Override
  public Outcome<String> read(String text, FormField field) {
    for (Map.Entry<String, Text> kind : kinds(field).entrySet()) {
      if (isMeant(text, kind.getKey(), kind.getValue())) return Outcome.done(kind.getKey());
    }
    Class<?> of = Objects.requireNonNull(field.annotation(KindOf.class)).value();
    String kind = of == Organisation.class ? Organisation.kindOf(text) : null;
    if (kind != null) return Outcome.done(kind);
    boolean role = of == Role.class;
    if (role && text.matches("[A-Z][A-Z_]{1,59}")) return Outcome.done(text);
    String all = String.join(", ", kinds(field).keySet());
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return Outcome.refused(
        Refusal.of(
            "bad-input",
            "“" + shown + "”不是类别，可写：" + words(field),
            "“" + shown + "” is no kind; choose a kind: one of " + all));
  }

  /** Every kind with the words that mean it. */
  private String words(FormField field) {
    return kinds(field).entrySet().stream()
        .map(kind -> {
          List<String> also = Organisation.WORDS.getOrDefault(kind.getKey(), List.of());
          return kind.getValue().zh() + (also.isEmpty() ? "" : "（" + String.join("、", also) + "）");
        })
        .collect(Collectors.joining("；"));
  }

  private static boolean isMeant(String text, String kind, Text title) {
    return text.equals(kind)
        || text.equalsIgnoreCase(title.en())
        || text.equals(title.zh())
        || Arrays.asList(title.zh().split("、")).contains(text);
  }

  @Override
  public String write(String value) {
    return value;
  }

  @Override
  public Text say(String value) {
    return all.values().stream()
        .map(kinds -> kinds.get(value))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Text.same(value));
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return kinds(field).entrySet().stream()
        .map(kind -> Choice.of(kind.getKey(), kind.getValue()))
        .toList();
  }

  @Override
  public String widget(FormField field) {
    return "form/choice";
  }

  @Override
  public List<String> constants(FormField field) {
    return List.copyOf(kinds(field).keySet());
  }
}
