package cn.nongchao.people.places;

import cn.nongchao.form.Field;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.register.Handing;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renames places, and removes those that were added by mistake. */
@Component
public class PlaceChanges {

  /** What a place shall be called. */
  public record Name(@Field(zh = "名称", en = "Name") @NotBlank @Size(max = 60) String name) {}

  private final JdbcClient jdbc;
  private final DivisionTree tree;
  private final Divisions divisions;
  private final Ledger ledger;
  private final Audit audit;
  private final Handing handing;

  PlaceChanges(
      JdbcClient jdbc,
      DivisionTree tree,
      Divisions divisions,
      Ledger ledger,
      Audit audit,
      Handing handing) {
    this.jdbc = jdbc;
    this.tree = tree;
    this.divisions = divisions;
    this.ledger = ledger;
    this.audit = audit;
    this.handing = handing;
  }

  /** Calls a place otherwise; called so already, it stays as it is. */
  @Transactional
  public Outcome<Division> rename(DivisionCode code, Name wish, Scope scope) {
    String before = tree.fresh(code).map(Division::name).orElse("");
    int renamed =
        ledger.change(
            PeopleTables.DIVISIONS,
            code,
            () ->
                jdbc.sql(
                        "update people.divisions set name = ?, sought = ?, version = version + 1"
                            + " where code = ? and name <> ?")
                    .params(wish.name(), Sought.of(wish.name()), code.value(), wish.name())
                    .update());
    divisions.changed();
    if (renamed == 1) {
      divisions.renamed(code, before);
      audit.record(
          "division-renamed",
          scope.by(),
          code.value(),
          Map.of("before", before, "name", wish.name()));
    }
    return divisions.find(code).map(Outcome::done).orElseGet(() -> Outcome.refused(GONE));
  }

  /** Removes a place on which nothing hangs and never did. */
  @Transactional
  public Outcome<DivisionCode> remove(DivisionCode code, Scope scope) {
    // Whoever adds below it or renames it waits.
    String name =
        jdbc.sql("select name from people.divisions where code = ? for update")
            .param(code.value())
            .query(String.class)
            .optional()
            .orElse(null);
    if (name == null) return Outcome.refused(GONE);
    if (isUsed(code) || handing.holds(code)) return Outcome.refused(USED);
    jdbc.sql("delete from people.divisions where code = ?").param(code.value()).update();
    ledger.wrote(PeopleTables.DIVISIONS, code);
    divisions.changed();
    audit.record("division-removed", scope.by(), code.value(), Map.of("name", name));
    return Outcome.done(code);
  }

  private boolean isUsed(DivisionCode code) {
    return jdbc.sql(
            "select exists (select 1 from people.divisions where code like :below"
                + " and code <> :code)"
                + " or exists (select 1 from people.closed_places where :code in (code, successor))"
                + " or exists (select 1 from people.organisations where division like :below)"
                + " or exists (select 1 from people.grants where division like :below)")
        .param("below", code.value() + "%")
        .param("code", code.value())
        .query(Boolean.class)
        .single();
  }

  private static final Refusal GONE = Refusal.of("not-found", "没有这个区划", "there is no such place");

  private static final Refusal USED =
      Refusal.of(
          "not-now",
          "这里已有下级区划、单位、授权、责任清单或事项，不能删除；不再使用的街道、村社可以“不再服务”",
          "places below, organisations, grants, lines of the list or loops are there: it cannot be"
              + " removed; a street or village can be served no longer");
}
