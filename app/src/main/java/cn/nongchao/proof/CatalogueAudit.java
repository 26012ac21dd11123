package cn.nongchao.proof;

import cn.nongchao.loop.Audited;
import cn.nongchao.platform.Migrations;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether tables are still tables: a view, rule or policy put in the place of one could show pages
 * other rows than it shows whoever audits, and a trigger put out of force lets rows be changed.
 */
@Component
class CatalogueAudit implements Audited {

  private static final String DIFFERING =
      """
      select format('%s.%s is no table any more', n.nspname, c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any(:schemas) and c.relkind in ('v', 'm', 'f')
      union all
      select format('a rule stands on %s.%s', schemaname, tablename)
      from pg_rules where schemaname = any(:schemas)
      union all
      select format('a policy stands on %s.%s', schemaname, tablename)
      from pg_policies where schemaname = any(:schemas)
      union all
      select format('the trigger %s of %s.%s is out of force', t.tgname, n.nspname, c.relname)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any(:schemas) and not t.tgisinternal and t.tgenabled <> 'O'
      union all
      select format('a trigger %s that is none of ours stands on %s.%s', t.tgname, n.nspname,
        c.relname)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any(:schemas) and not t.tgisinternal and t.tgname <> all(:ours)
      union all
      select format('the trigger %s is gone', ours.name) from unnest(:ours) as ours (name)
      where not exists (select 1 from pg_trigger t where t.tgname = ours.name)
      """;

  /** Made by the migrations. */
  private static final List<String> TRIGGERS =
      List.of(
          "audit_append_only",
          "audit_no_truncate",
          "entries_append_only",
          "entries_no_truncate",
          "ledger_append_only",
          "ledger_no_truncate",
          "loops_no_truncate",
          "loops_stay",
          "records_append_only",
          "tiles_grow");

  private final JdbcClient jdbc;

  CatalogueAudit(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void differing(Consumer<String> told) {
    jdbc.sql(DIFFERING)
        .param("schemas", Migrations.modules().toArray(String[]::new))
        .param("ours", TRIGGERS.toArray(String[]::new))
        .query(String.class)
        .list()
        .forEach(told);
  }
}
