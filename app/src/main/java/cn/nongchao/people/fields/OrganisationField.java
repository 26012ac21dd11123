package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.form.Seek;
import cn.nongchao.people.Among;
import cn.nongchao.people.Directory;
import cn.nongchao.people.Directory.Body;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An organisation, chosen from those the caller may name. */
@Component
class OrganisationField extends Named<OrganisationId> {

  /** Beyond it nobody finds anything in a list: the name is sought instead. */
  private static final int MOST = 1000;

  private static final int FOUND = 20;

  private static final Refusal NONE =
      Refusal.of("bad-input", "没有这个单位", "there is no such organisation");

  private final Organisations organisations;
  private final Reaching reaching;
  private final Directory directory;

  OrganisationField(Organisations organisations, Reaching reaching, Directory directory) {
    super(
        OrganisationId::read,
        organisations::names,
        Refusal.of("bad-input", "不是单位的编号", "no organisation's id"));
    this.reaching = reaching;
    this.directory = directory;
    this.organisations = organisations;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == OrganisationId.class;
  }

  @Override
  public @Nullable Refusal refuse(OrganisationId value, FormField field, Asking asking) {
    Organisation found = organisations.named(value).orElse(null);
    if (found == null) return NONE;
    boolean known = reaching.knows(asking, found);
    if (!found.active() && !Reaching.pastToo(field)) {
      if (!known) return NONE;
      return Refusal.of(
          "bad-input",
          "“" + found.name() + "”已停用，请另选",
          "“" + found.name() + "” is no longer active; choose another");
    }
    if (!Reaching.kinds(field, Organisation.KINDS.keySet()).contains(found.kind())) {
      if (!known) return NONE;
      return Refusal.of(
          "bad-input",
          "“" + found.name() + "”是" + found.kindTitle().zh() + "，这里不能选",
          "“" + found.name() + "” is a " + found.kindTitle().en() + " and cannot be chosen here");
    }
    Viewer viewer = asking.caller(Viewer.class);
    boolean own =
        Reaching.ownToo(field) && viewer != null && viewer.organisations().contains(value);
    boolean within = own || Reaching.contain(reaching.places(field, asking), found.division());
    return within ? null : Reaching.beyond(field);
  }

  @Override
  public @Nullable Refusal missing(FormField field, Asking asking) {
    Among among = field.annotation(Among.class);
    if (among == null || among.orNone()) return null;
    if (reaching.places(field, asking).contains(DivisionCode.ALL)) return null;
    return Refusal.of("bad-input", "请选择您管辖范围内的单位", "choose an organisation within your scope");
  }

  @Override
  public @Nullable List<Choice> choices(FormField field, Asking asking) {
    List<Body> all = bodies("", field, asking, MOST + 1);
    List<String> order = List.copyOf(Reaching.kinds(field, Organisation.KINDS.keySet()));
    List<Choice> sorted =
        all.stream()
            .sorted(
                Comparator.comparing((Body one) -> one.kind().equals(Organisation.FIRM))
                    .thenComparing(one -> order.indexOf(one.kind())))
            .map(OrganisationField::choice)
            .toList();
    if (field.isMany()) return sorted.subList(0, Math.min(MOST, sorted.size()));
    return listed(sorted, MOST, field, asking);
  }

  @Override
  protected List<Choice> found(String words, FormField field, Asking asking) {
    return bodies(words, field, asking, FOUND).stream().map(OrganisationField::choice).toList();
  }

  private List<Body> bodies(String words, FormField field, Asking asking, int most) {
    Set<String> kinds = Reaching.kinds(field, Organisation.KINDS.keySet());
    boolean past = Reaching.pastToo(field) && !words.isEmpty();
    return directory.organisations(words, kinds, reaching.of(field, asking), past, most);
  }

  private static Choice choice(Body one) {
    return Choice.of(one.id().toString(), Text.same(one.name()))
        .saying(Objects.requireNonNull(Organisation.KINDS.get(one.kind())))
        .foundBy(Sought.here(one.sought()));
  }

  @Override
  public Seek extra(List<String> values, FormField field, Asking asking) {
    OrganisationId held = values.isEmpty() ? null : OrganisationId.read(values.getFirst());
    String kinds = String.join(",", Reaching.kinds(field, Set.of()));
    return new Seek(
        "/organisations/find?"
            + reaching.query(field, asking)
            + (kinds.isEmpty() ? "" : "&kinds=" + kinds)
            + (Reaching.pastToo(field) ? "&past=true" : ""),
        held == null || refuse(held, field, asking) != null ? "" : organisations.name(held));
  }
}
