package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Hangs.Hanging;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.HandOver;
import cn.nongchao.people.register.Handing;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who takes what somebody has in hand; which that is depends on whom the form is about. */
@Component
public class HandOverField implements FieldKind<HandOver> {

  /** What there is to choose from. */
  public record Offered(List<Hanging> things, List<PersonCard> colleagues) {
    public Offered {
      things = List.copyOf(things);
      colleagues = List.copyOf(colleagues);
    }
  }

  private final Handing handing;

  HandOverField(Handing handing) {
    this.handing = handing;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == HandOver.class;
  }

  @Override
  public Outcome<HandOver> read(String text, FormField field) {
    HandOver read = HandOver.read(text);
    return read == null
        ? Outcome.refused(
            Refusal.of(
                "bad-input",
                "应为“事项编号:人员编号”，或“事项编号:unit”退回单位",
                "the id of the thing, a colon, and a person's id or “unit”"))
        : Outcome.done(read);
  }

  @Override
  public String write(HandOver value) {
    return value.toString();
  }

  @Override
  public String widget(FormField field) {
    return "people/hand-overs";
  }

  @Override
  public Offered extra(List<String> values, FormField field, Asking asking) {
    PersonId person = asking.about(PersonId.class);
    return person == null
        ? new Offered(List.of(), List.of())
        : new Offered(handing.on(person), handing.colleagues(person));
  }
}
