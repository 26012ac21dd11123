package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.form.Seek;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.Directory;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
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

  /** Beyond it nobody finds anybody in a list: a name is sought instead. */
  private static final int MOST = 500;

  private static final int FOUND = 20;

  private final Acquaintances known;
  private final Directory directory;

  PersonField(
      People people,
      Organisations organisations,
      Reaching reaching,
      Acquaintances known,
      Directory directory) {
    super(PersonId::read, people::names, Refusal.of("bad-input", "不是人员的编号", "no person's id"));
    this.reaching = reaching;
    this.people = people;
    this.organisations = organisations;
    this.known = known;
    this.directory = directory;
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
  public @Nullable List<Choice> choices(FormField field, Asking asking) {
    if (field.isMany()) return persons("", field, asking, 2 * MOST);
    return listed(persons("", field, asking, MOST + 1), MOST, field, asking);
  }

  @Override
  protected List<Choice> found(String words, FormField field, Asking asking) {
    return persons(words, field, asking, FOUND);
  }

  private List<Choice> persons(String words, FormField field, Asking asking, int most) {
    return directory.persons(words, reaching.of(field, asking), most).stream()
        .map(one ->
            Choice.of(one.id().toString(), Text.same(one.name()))
                .saying(Text.same(one.unit()))
                .foundBy(Sought.here(one.sought())))
        .toList();
  }

  @Override
  public Seek extra(List<String> values, FormField field, Asking asking) {
    PersonId held = values.isEmpty() ? null : PersonId.read(values.getFirst());
    return new Seek(
        "/people/find?" + reaching.query(field, asking),
        held == null || refuse(held, field, asking) != null ? "" : people.name(held));
  }
}
