package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A person: chosen from the caller's own units, or named by id where the caller's roles reach the
 * unit they belong to.
 */
@Component
class PersonField extends Named<PersonId> {

  private final People people;
  private final Reaching reaching;
  private final Organisations organisations;
  private final Acquaintances known;

  PersonField(People people, Organisations organisations, Reaching reaching, Acquaintances known) {
    super(PersonId::read, people::names, Refusal.of("bad-input", "不是人员的编号", "no person's id"));
    this.reaching = reaching;
    this.people = people;
    this.organisations = organisations;
    this.known = known;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == PersonId.class;
  }

  @Override
  public @Nullable Refusal refuse(PersonId value, FormField field, Asking asking) {
    PersonCard card = people.card(value).orElse(null);
    Viewer viewer = asking.caller(Viewer.class);
    if (card == null) {
      String name = people.name(value);
      return name.equals("—") || !known.knows(viewer, value)
          ? Refusal.of("bad-input", "没有这个人员", "there is no such person")
          : Refusal.of(
              "bad-input",
              "“" + name + "”已停用，请另选",
              "“" + name + "” is disabled; choose somebody else");
    }
    boolean own = Reaching.ownToo(field);
    if (viewer != null && own && (viewer.id().equals(value) || isColleague(viewer, card)))
      return null;
    Organisation at =
        card.organisation() == null ? null : organisations.find(card.organisation()).orElse(null);
    if (at != null && Reaching.contain(reaching.places(field, asking), at.division())) return null;
    return Reaching.beyond(field);
  }

  private static boolean isColleague(Viewer viewer, PersonCard card) {
    return card.organisation() != null && viewer.organisations().contains(card.organisation());
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    if (viewer == null) return List.of();
    List<Choice> all = new ArrayList<>();
    for (OrganisationId unit : viewer.organisations()) {
      for (PersonCard card : people.staff(unit)) {
        all.add(
            Choice.of(card.id().toString(), Text.same(card.name()))
                .saying(Text.same(card.title())));
      }
    }
    return all;
  }
}
