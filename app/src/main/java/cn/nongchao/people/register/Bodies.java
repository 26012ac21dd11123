package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.FormerNames;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes organisations, as read from a form that asked what may be named. */
@Component
public class Bodies {

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Ledger ledger;
  private final Handing handing;
  private final FormerNames former;

  Bodies(JdbcClient jdbc, Audit audit, Ledger ledger, Handing handing, FormerNames former) {
    this.former = former;
    this.handing = handing;
    this.jdbc = jdbc;
    this.audit = audit;
    this.ledger = ledger;
  }

  /** Whether another organisation bears the credit code. */
  public List<Refusal> taken(OrganisationId id, OrganisationFacts body) {
    if (body.creditCode() == null) return List.of();
    boolean taken =
        jdbc.sql(
                "select exists (select 1 from people.organisations where credit_code = ?"
                    + " and id <> ?)")
            .params(body.creditCode().value(), id.value())
            .query(Boolean.class)
            .single();
    return taken
        ? List.of(
            Refusal.field(
                "creditCode",
                "已有同一信用代码的单位",
                "an organisation with this credit code exists already"))
        : List.of();
  }

  /** Enters an organisation; entered before under the same id, it stays as it is. */
  @Transactional
  public Outcome<OrganisationId> create(NewOrganisation typed, Scope scope) {
    OrganisationId id = new OrganisationId(typed.id());
    return write(id, typed.organisation(), () -> insert(id, typed, scope));
  }

  @Transactional
  public Outcome<OrganisationId> change(OrganisationId id, OrganisationChange typed, Scope scope) {
    boolean retired = !typed.active() && isActive(id);
    Outcome<OrganisationId> left = retired ? leave(id, typed, scope) : stays(id, typed);
    return left.then(done -> write(id, typed.organisation(), () -> update(id, typed, scope)));
  }

  /** One that becomes another kind of unit, or is of another place, takes its work with it. */
  private Outcome<OrganisationId> stays(OrganisationId id, OrganisationChange typed) {
    OrganisationFacts body = typed.organisation();
    boolean same =
        jdbc.sql(
                "select kind = ? and division = ? from people.organisations where id = ?"
                    + " for update")
            .params(body.kind(), body.division().value(), id.value())
            .query(Boolean.class)
            .optional()
            .orElse(true);
    int things = same ? 0 : handing.on(id).size();
    return things == 0
        ? Outcome.done(id)
        : Outcome.refused(
            Refusal.field(
                "kind",
                "还挂着 " + things + " 项工作，移交或办结后才能改类别或所在区划",
                things
                    + " things hang on it: its kind and place change once they are handed over"));
  }

  private boolean isFirm(OrganisationId id) {
    return jdbc.sql("select count(*) from people.organisations where id = ? and kind = ?")
            .params(id.value(), Organisation.FIRM)
            .query(Long.class)
            .single()
        > 0;
  }

  private boolean isActive(OrganisationId id) {
    return jdbc.sql("select active from people.organisations where id = ? for update")
        .param(id.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** What hangs on a unit goes to another before it is retired, or is left knowingly. */
  private Outcome<OrganisationId> leave(OrganisationId id, OrganisationChange typed, Scope scope) {
    OrganisationId to = typed.successor();
    if (id.equals(to)) {
      return Outcome.refused(Refusal.field("successor", "不能移交给自己", "it cannot be given to itself"));
    }
    if (to != null && isFirm(to)) {
      return Outcome.refused(
          Refusal.field("successor", "企业不承办事项，请另选单位", "a firm takes no work: choose another unit"));
    }
    Outcome<OrganisationId> given =
        to == null ? Outcome.done(id) : handing.over(id, to, scope.by());
    if (!given.isDone()) return given;
    int staff =
        jdbc.sql("select count(*) from people.persons where organisation = ? and active")
            .param(id.value())
            .query(Integer.class)
            .single();
    Refusal left = Handing.left(handing.on(id).size(), staff, typed.leaving());
    return left == null ? Outcome.done(id) : Outcome.refused(left);
  }

  private Outcome<OrganisationId> write(
      OrganisationId id, OrganisationFacts body, Supplier<Outcome<OrganisationId>> writing) {
    List<Refusal> taken = taken(id, body);
    if (!taken.isEmpty()) return Outcome.refused(taken);
    try {
      return writing.get();
    } catch (DuplicateKeyException twoAtOnce) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "统一社会信用代码刚被另一条记录使用，请刷新",
              "another record has just taken this credit code: reload"));
    }
  }

  private Outcome<OrganisationId> insert(OrganisationId id, NewOrganisation typed, Scope scope) {
    OrganisationFacts body = typed.organisation();
    int added =
        jdbc.sql(
                "insert into people.organisations (name, kind, credit_code, division,"
                    + " specialty, phone, active, sought, sort_key, id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(values(body, !Boolean.FALSE.equals(typed.active()), List.of(id.value())))
            .update();
    if (added == 0) return again(id, body);
    ledger.wrote(PeopleTables.ORGANISATIONS, id);
    audit.record("organisation-created", scope.by(), id.toString(), Map.of());
    return Outcome.done(id);
  }

  /** Whether what was made under this id before is the same. */
  private Outcome<OrganisationId> again(OrganisationId id, OrganisationFacts body) {
    boolean same =
        jdbc.sql(
                "select name = ? and kind = ? and division = ? from people.organisations"
                    + " where id = ?")
            .params(body.name(), body.kind(), body.division().value(), id.value())
            .query(Boolean.class)
            .single();
    return same
        ? Outcome.done(id)
        : Outcome.refused(
            Refusal.of("already-exists", "这个编号已被另一条记录使用", "this id is taken by another record"));
  }

  private Outcome<OrganisationId> update(OrganisationId id, OrganisationChange typed, Scope scope) {
    String before =
        jdbc.sql("select name from people.organisations where id = ? for update")
            .param(id.value())
            .query(String.class)
            .optional()
            .orElse("");
    int changed =
        ledger.change(
            PeopleTables.ORGANISATIONS,
            id,
            () ->
                jdbc.sql(
                        "update people.organisations set name = ?, kind = ?, credit_code = ?,"
                            + " division = ?, specialty = ?, phone = ?, active = ?, sought = ?,"
                            + " sort_key = ?,"
                            + " version = version + 1 where id = ? and version = ?")
                    .params(
                        values(
                            typed.organisation(),
                            typed.active(),
                            List.of(id.value(), typed.version())))
                    .update());
    if (changed == 0) {
      return Outcome.refused(
          Refusal.of(
              "moved-first",
              "这条记录刚被别人修改过，请刷新后再改",
              "somebody changed this record first: reload and change again"));
    }
    jdbc.sql("delete from people.imported_units where organisation = ? and merged_into is null")
        .param(id.value())
        .update(); // somebody has looked at it
    String name = typed.organisation().name();
    if (!name.equals(before)) former.renamed(id, before);
    audit.record(
        "organisation-changed",
        scope.by(),
        id.toString(),
        name.equals(before) ? Map.of() : Map.of("before", before, "name", name));
    return Outcome.done(id);
  }

  private static List<@Nullable Object> values(
      OrganisationFacts body, boolean active, Collection<?> more) {
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.asList(
                body.name(),
                body.kind(),
                body.creditCode() == null ? null : body.creditCode().value(),
                body.division().value(),
                body.specialty().isEmpty() ? null : body.specialty(),
                body.phone() == null ? null : body.phone().value(),
                active,
                Sought.of(body.name()),
                Pinyin.key(body.name())));
    values.addAll(more);
    return values;
  }
}
