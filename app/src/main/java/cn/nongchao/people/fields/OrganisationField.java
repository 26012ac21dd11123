package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An organisation, chosen from those the caller may name. */
@Component
class OrganisationField extends Named<OrganisationId> {

  /** Firms, of which there are many, come last. */
  private static final int MOST = 1000;

  private static final Refusal NONE =
      Refusal.of("bad-input", "没有这个单位", "there is no such organisation");

  private final Organisations organisations;
  private final Reaching reaching;

  OrganisationField(Organisations organisations, Reaching reaching) {
    super(
        OrganisationId::read,
        organisations::names,
        Refusal.of("bad-input", "不是单位的编号", "no organisation's id"));
    this.reaching = reaching;
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
  public List<Choice> choices(FormField field, Asking asking) {
    Set<String> kinds = Reaching.kinds(field, Organisation.KINDS.keySet());
    List<String> order = List.copyOf(kinds);
    Map<OrganisationId, Choice> all = new LinkedHashMap<>();
    reaching.places(field, asking).stream()
        .flatMap(place -> organisations.ofKinds(kinds, place).stream())
        .sorted(
            Comparator.comparing((Organisation one) -> one.kind().equals(Organisation.FIRM))
                .thenComparing(one -> order.indexOf(one.kind())))
        .limit(MOST)
        .forEach(one -> {
          Choice choice = Choice.of(one.id().toString(), Text.same(one.name()));
          all.put(one.id(), field.isMany() ? choice.saying(one.kindTitle()) : choice);
        });
    return List.copyOf(all.values());
  }
}
