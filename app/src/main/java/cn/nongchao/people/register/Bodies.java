package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.CreditCode;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates and changes organisations. */
@Component
public class Bodies {

  private record Check(
      OrganisationDraft draft,
      String name,
      @Nullable String creditCode,
      @Nullable DivisionCode division,
      String specialty,
      @Nullable String phone) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Divisions divisions;
  private final Audit audit;

  Bodies(JdbcClient jdbc, TransactionTemplate transaction, Divisions divisions, Audit audit) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.divisions = divisions;
    this.audit = audit;
  }

  /** What is wrong with an organisation to be created, without creating it. */
  public List<Refusal> examine(OrganisationDraft draft, Scope scope) {
    return switch (checked(draft, scope)) {
      case Outcome.Done<Check> fine -> List.of();
      case Outcome.Refused<Check>(List<Refusal> reasons) -> reasons;
    };
  }

  /** Creates an organisation; created before under the same id, it stays as it is. */
  public Outcome<OrganisationId> create(OrganisationDraft draft, Scope scope) {
    return checked(draft, scope).then(body -> write(() -> insert(body, scope)));
  }

  public Outcome<OrganisationId> change(OrganisationDraft draft, Scope scope) {
    String seat =
        jdbc.sql("select division from people.organisations where id = ?")
            .param(draft.id().value())
            .query(String.class)
            .optional()
            .orElse(null);
    if (seat == null || !scope.covers(new DivisionCode(seat))) {
      return Outcome.refused(
          Refusal.of(
              "not-found",
              "没有这个单位，或不在您的管辖范围内",
              "there is no such organisation, or it is outside your scope"));
    }
    return checked(draft, scope).then(body -> write(() -> update(body, scope)));
  }

  private interface Writing {
    Outcome<OrganisationId> run();
  }

  private Outcome<OrganisationId> write(Writing writing) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> writing.run()));
    } catch (DuplicateKeyException twoAtOnce) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "统一社会信用代码刚被另一条记录使用，请刷新",
              "another record has just taken this credit code: reload"));
    }
  }

  private Outcome<Check> checked(OrganisationDraft typed, Scope scope) {
    Draft draft = new Draft();
    String name = draft.text("name", typed.name(), "名称", "name", 80);
    if (!Organisation.KINDS.containsKey(typed.kind())) {
      draft.refuse("kind", "请选择单位类别", "choose a kind of organisation");
    }
    String credit = credit(typed, draft);
    DivisionCode division = division(typed, scope, draft);
    String specialty = draft.limited("specialty", typed.specialty(), "专业领域", "specialty", 40);
    String phone = null;
    if (!typed.phone().isBlank()) {
      Outcome<Phone> read = Phone.read(typed.phone());
      if (read instanceof Outcome.Done<Phone>(Phone value)) phone = value.value();
      if (read instanceof Outcome.Refused<Phone>(List<Refusal> reasons)) draft.refuse(reasons);
    }
    if (!draft.isRight()) return Outcome.refused(draft.wrong());
    return Outcome.done(new Check(typed, name, credit, division, specialty, phone));
  }

  private @Nullable String credit(OrganisationDraft typed, Draft draft) {
    if (typed.creditCode().isBlank()) return null;
    Outcome<CreditCode> read = CreditCode.read(typed.creditCode());
    if (read instanceof Outcome.Refused<CreditCode>(List<Refusal> reasons)) draft.refuse(reasons);
    if (!(read instanceof Outcome.Done<CreditCode>(CreditCode code))) return null;
    boolean taken =
        jdbc.sql(
                "select exists (select 1 from people.organisations where credit_code = ?"
                    + " and id <> ?)")
            .params(code.value(), typed.id().value())
            .query(Boolean.class)
            .single();
    if (taken) {
      draft.refuse(
          "creditCode", "已有同一信用代码的单位", "an organisation with this credit code exists already");
    }
    return code.value();
  }

  private @Nullable DivisionCode division(OrganisationDraft typed, Scope scope, Draft draft) {
    DivisionCode code = DivisionCode.read(typed.division().strip());
    if (code == null || divisions.find(code).isEmpty()) {
      draft.refuse(
          "division",
          "没有代码为“" + typed.division() + "”的区划",
          "there is no place with the code “" + typed.division() + "”");
    } else if (!scope.covers(code)) {
      draft.refuse("division", "该区划不在您的管辖范围内", "this place is outside your scope");
    }
    return code;
  }

  private Outcome<OrganisationId> insert(Check body, Scope scope) {
    OrganisationDraft draft = body.draft();
    int added =
        jdbc.sql(
                "insert into people.organisations (id, name, kind, credit_code, division,"
                    + " specialty, phone, active) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(values(body, draft.id().value(), true))
            .update();
    if (added == 1) {
      audit.record("organisation-created", scope.by(), draft.id().toString(), Map.of());
    }
    return Outcome.done(draft.id());
  }

  private Outcome<OrganisationId> update(Check body, Scope scope) {
    OrganisationDraft draft = body.draft();
    List<@Nullable Object> values =
        new java.util.ArrayList<>(values(body, draft.id().value(), false));
    values.add(draft.version());
    int changed =
        jdbc.sql(
                "update people.organisations set name = ?, kind = ?, credit_code = ?,"
                    + " division = ?, specialty = ?, phone = ?, active = ?, version = version + 1"
                    + " where id = ? and version = ?")
            .params(values)
            .update();
    if (changed == 0) {
      return Outcome.refused(
          Refusal.of(
              "moved-first",
              "这条记录刚被别人修改过，请刷新后再改",
              "somebody changed this record first: reload and change again"));
    }
    audit.record("organisation-changed", scope.by(), draft.id().toString(), Map.of());
    return Outcome.done(draft.id());
  }

  private static List<@Nullable Object> values(Check body, Object id, boolean idFirst) {
    OrganisationDraft draft = body.draft();
    List<@Nullable Object> values =
        new java.util.ArrayList<>(
            Arrays.asList(
                body.name(),
                draft.kind(),
                body.creditCode(),
                String.valueOf(body.division()),
                body.specialty().isEmpty() ? null : body.specialty(),
                body.phone(),
                draft.active()));
    if (idFirst) {
      values.addFirst(id);
    } else {
      values.add(id);
    }
    return values;
  }
}
