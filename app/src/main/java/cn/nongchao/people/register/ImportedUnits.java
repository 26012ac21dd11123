package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units that are here only because a file of another system named them: merged into one that was
 * here before, or retired.
 */
@Component
public class ImportedUnits {

  private static final Refusal NONE =
      Refusal.of(
          "not-imported",
          "这个单位不是随文件导入的，或已有人核对过；请在“修改单位”中停用",
          "this unit did not come with a file, or somebody has looked at it since: retire it on its"
              + " own page");

  private static final Refusal STAFFED =
      Refusal.of(
          "still-staffed",
          "这个单位已有人员，请先把人员调到别的单位",
          "people belong to this unit already: move them to another first");

  /**
   * What an imported unit really is.
   *
   * @param into takes what it has in hand and its lines of the responsibility list
   */
  public record Merging(
      @Field(
              zh = "并入",
              en = "Merge into",
              hintZh = "在办事项和责任清单一并改到这个单位；以后的文件再写原名，也记到这个单位。",
              hintEn =
                  "What it has in hand and its lines of the responsibility list go there; files"
                      + " that name it later mean that unit.")
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          OrganisationId into) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Audit audit;
  private final Handing handing;

  ImportedUnits(JdbcClient jdbc, Ledger ledger, Audit audit, Handing handing) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.audit = audit;
    this.handing = handing;
  }

  /** Puts another unit in its place; sent twice, it is done once. */
  @Transactional
  public Outcome<OrganisationId> merge(OrganisationId id, OrganisationId into, Scope scope) {
    if (id.equals(into)) {
      return Outcome.refused(Refusal.field("into", "不能并入自己", "it cannot be merged into itself"));
    }
    if (isMerged(id, into)) return Outcome.done(into);
    if (!isImported(id)) return Outcome.refused(NONE);
    if (isImported(into)) {
      return Outcome.refused(
          Refusal.field("into", "这个单位也是随文件导入、尚未核对的", "nobody has looked at that unit either"));
    }
    if (hasStaff(id)) return Outcome.refused(STAFFED);
    return handing
        .merged(id, into, scope.by())
        .map(done -> {
          retire(id);
          jdbc.sql("update people.imported_units set merged_into = ? where organisation = ?")
              .params(into.value(), id.value())
              .update();
          audit.record(
              "organisation-merged", scope.by(), id.toString(), Map.of("into", into.toString()));
          return into;
        });
  }

  /** Retires it, whatever hangs on it; sent twice, it is done once. */
  @Transactional
  public Outcome<OrganisationId> retire(OrganisationId id, Scope scope) {
    if (!isImported(id)) return Outcome.refused(NONE);
    if (retire(id)) audit.record("organisation-changed", scope.by(), id.toString(), Map.of());
    return Outcome.done(id);
  }

  private boolean retire(OrganisationId id) {
    int retired =
        ledger.change(
            PeopleTables.ORGANISATIONS,
            id,
            () ->
                jdbc.sql(
                        "update people.organisations set active = false, version = version + 1"
                            + " where id = ? and active")
                    .param(id.value())
                    .update());
    return retired == 1;
  }

  private boolean isImported(OrganisationId id) {
    return jdbc.sql(
            "select exists (select 1 from people.imported_units"
                + " where organisation = ? and merged_into is null)")
        .param(id.value())
        .query(Boolean.class)
        .single();
  }

  private boolean hasStaff(OrganisationId id) {
    return jdbc.sql(
            "select exists (select 1 from people.persons where organisation = ? and active)")
        .param(id.value())
        .query(Boolean.class)
        .single();
  }

  private boolean isMerged(OrganisationId id, OrganisationId into) {
    return jdbc.sql(
            "select exists (select 1 from people.imported_units"
                + " where organisation = ? and merged_into = ?)")
        .params(id.value(), into.value())
        .query(Boolean.class)
        .single();
  }
}
