package cn.nongchao.people.fields;

import static java.util.stream.Collectors.joining;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/** One of the roles declared, by its name or any word for it. */
@Component
class RoleField implements FieldKind<Role> {

  private final Roles roles;

  RoleField(Roles roles) {
    this.roles = roles;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == Role.class;
  }

  @Override
  public Outcome<Role> read(String text, FormField field) {
    for (Role role : roles.all()) {
      boolean meant =
          text.equalsIgnoreCase(role.name())
              || text.equals(role.title().zh())
              || text.equalsIgnoreCase(role.title().en())
              || role.aliases().contains(text);
      if (meant) return Outcome.done(role);
    }
    String zh = roles.all().stream().map(role -> role.title().zh()).collect(joining("、"));
    String en = roles.all().stream().map(role -> role.title().en()).collect(joining(", "));
    return Outcome.refused(
        Refusal.of("bad-input", "请选择角色：" + zh + " 之一", "choose a role: one of " + en));
  }

  @Override
  public String write(Role value) {
    return value.name();
  }

  @Override
  public Text say(Role value) {
    return value.title();
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return roles.all().stream().map(role -> Choice.of(role.name(), role.title())).toList();
  }

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/choice";
  }

  @Override
  public List<String> constants(FormField field) {
    return roles.names();
  }
}
