package cn.nongchao.people.imports;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind.Row;
import cn.nongchao.people.Importing;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewPost;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One line of a roster as the forms the register takes, and what is wrong by its columns. */
@Component
class PersonRows {

  /** In the column of accounts: made from the name, or none. */
  static final Text SPOKEN = Text.of("拼音", "pinyin");

  private static final Set<String> MADE = Set.of(SPOKEN.zh(), SPOKEN.en());
  private static final Set<String> WITHOUT = Set.of("无", "不建", "none", "-");
  private static final Set<String> ENDLESS = Set.of("长期", "永久", "无固定期限", "长期有效");

  /**
   * What a line says; null for what it does not.
   *
   * @param name as it is kept: cells are filled out with blanks between two characters
   * @param makesLogin whether an account is to be made if it is somebody new
   * @param seat of a unit that is no organisation yet but a village or community by this name
   */
  record Read(
      Row<PersonLine> row,
      String name,
      boolean makesLogin,
      @Nullable OrganisationId unit,
      @Nullable DivisionCode seat,
      @Nullable PersonFacts person,
      @Nullable NewPost post,
      @Nullable NewGrant grant,
      @Nullable NewQualification paper,
      List<Refusal> wrong) {

    String nationalId() {
      return person == null || person.nationalId() == null ? "" : person.nationalId().value();
    }

    String phone() {
      return person == null || person.phone() == null ? "" : person.phone().value();
    }

    String login() {
      return person == null ? "" : person.login();
    }

    String licence() {
      return paper == null ? "" : paper.number();
    }
  }

  private final Forms forms;

  PersonRows(Forms forms) {
    this.forms = forms;
  }

  Read read(Row<PersonLine> row, Importing by) {
    PersonLine line = row.value();
    List<Refusal> wrong = new ArrayList<>();
    OrganisationId unit = null;
    DivisionCode seat = null;
    if (!line.organisation().isEmpty()) {
      switch (by.organisation(line.organisation())) {
        case Outcome.Done<OrganisationId>(OrganisationId found) -> unit = found;
        case Outcome.Refused<OrganisationId>(List<Refusal> reasons) -> {
          seat = community(line.organisation(), by);
          if (seat == null) wrong.addAll(under("organisation", reasons));
        }
      }
    }
    String login = line.login().strip();
    boolean makes = MADE.contains(login);
    String name = line.name().replaceAll("(?<=\\p{IsHan})[\\s　]+(?=\\p{IsHan})", "");
    Map<String, String> values = new HashMap<>();
    values.put("name", name);
    values.put("organisation", unit == null ? "" : unit.toString());
    values.put("login", makes || WITHOUT.contains(login) ? "" : login);
    values.put("nationalId", line.nationalId());
    values.put("phone", line.phone());
    // A unit that will be made lies within their places; until then it cannot be named.
    Asking asking = seat == null ? by.asking() : new Asking(whole(by), null);
    PersonFacts person = form(PersonFacts.class, values, asking, wrong);
    return new Read(
        row,
        name,
        makes,
        unit,
        seat,
        person,
        post(line, values, seat, by, wrong),
        grant(line, values, seat, by, wrong),
        paper(line, by, wrong),
        wrong);
  }

  private static Scope whole(Importing by) {
    return new Scope(by.person(), List.of(DivisionCode.ALL));
  }

  /** Grid workers belong to their community, which nobody keeps as an organisation. */
  private static @Nullable DivisionCode community(String name, Importing by) {
    return by.place(name) instanceof Outcome.Done<DivisionCode>(DivisionCode place)
            && Level.of(place) == Level.VILLAGE
        ? place
        : null;
  }

  private @Nullable NewPost post(
      PersonLine line,
      Map<String, String> values,
      @Nullable DivisionCode seat,
      Importing by,
      List<Refusal> wrong) {
    if (line.title().isEmpty() || seat != null) return null;
    if (line.organisation().isEmpty()) {
      wrong.add(Refusal.field("organisation", "填了职务，还需填单位", "a post needs an organisation"));
      return null;
    }
    return form(NewPost.class, with(values, "title", line.title()), by.asking(), wrong);
  }

  private @Nullable NewGrant grant(
      PersonLine line,
      Map<String, String> values,
      @Nullable DivisionCode seat,
      Importing by,
      List<Refusal> wrong) {
    if (line.role().isEmpty()) {
      if (!line.division().isEmpty()) {
        wrong.add(Refusal.field("role", "填了授权区划，还需填角色", "a place is granted but no role"));
      }
      return null;
    }
    Map<String, String> given = with(values, "role", line.role());
    // Over the place named; where none is, over the organisation the person belongs to.
    if (!line.division().isEmpty()) {
      given.remove("organisation");
      switch (by.place(line.division())) {
        case Outcome.Done<DivisionCode>(DivisionCode place) ->
            given.put("division", place.equals(DivisionCode.ALL) ? "*" : place.value());
        case Outcome.Refused<DivisionCode>(List<Refusal> reasons) -> {
          wrong.addAll(under("division", reasons));
          return null;
        }
      }
    } else if (seat != null) {
      given.put("division", seat.value());
    }
    return form(NewGrant.class, given, by.asking(), wrong);
  }

  private @Nullable NewQualification paper(PersonLine line, Importing by, List<Refusal> wrong) {
    if (line.licence().isEmpty()) return null;
    Map<String, String> given = new HashMap<>();
    given.put("kind", Qualification.LAW_ENFORCEMENT);
    given.put("number", line.licence());
    given.put("issuer", line.issuer());
    given.put("from", dashed(line.from()));
    given.put("to", ENDLESS.contains(line.to()) ? "" : dashed(line.to()));
    return form(NewQualification.class, given, by.asking(), wrong);
  }

  /** Files have days of eight digits. */
  private static String dashed(String day) {
    return day.replaceFirst("^([0-9]{4})([0-9]{2})([0-9]{2})$", "$1-$2-$3");
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> all = new HashMap<>(values);
    all.put(name, value);
    return all;
  }

  private <R> @Nullable R form(
      Class<R> record, Map<String, String> values, Asking asking, List<Refusal> wrong) {
    Map<String, String> all = with(values, "id", Ids.next().toString());
    return switch (forms.read(record, Given.row(all), asking)) {
      case Outcome.Done<R>(R read) -> read;
      case Outcome.Refused<R>(List<Refusal> reasons) -> {
        reasons.forEach(r -> wrong.add(renamed(r)));
        yield null;
      }
    };
  }

  static List<Refusal> under(String column, List<Refusal> reasons) {
    return reasons.stream().map(r -> new Refusal(r.code(), column, r.reason())).toList();
  }

  static Refusal renamed(Refusal refusal) {
    return "number".equals(refusal.field())
        ? new Refusal(refusal.code(), "licence", refusal.reason())
        : refusal;
  }
}
