package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one list that says who answers for what (一张清单定职责). Each edit makes a new version of the whole
 * list; earlier versions stay readable, and an event keeps the one it was sorted by.
 */
@Component
@Transactional
public class ResponsibilityList {

  /**
   * One version of the list.
   *
   * @param reason why it was made, in the editor's words
   */
  public record Version(int number, Instant at, String by, String reason) {}

  private static final String COLUMNS =
      "code, parent, name_zh, name_en, lead, assisting, allowance_minutes, working, basis, "
          + "flexible, division";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ledger ledger;

  ResponsibilityList(JdbcClient jdbc, Clock clock, Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** The version in force; 0 while the list is empty. */
  @Transactional(readOnly = true)
  public int version() {
    return jdbc.sql("select coalesce(max(version), 0) from cases.list_versions")
        .query(Integer.class)
        .single();
  }

  /** All lines in force, upper level before lower, by code. */
  @Transactional(readOnly = true)
  public List<Category> lines() {
    return lines(version());
  }

  /** The list as it was in this version. */
  @Transactional(readOnly = true)
  public List<Category> lines(int version) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from cases.categories where since <= ? and (until is null or until > ?)"
                + " order by code")
        .params(version, version)
        .query((row, n) -> category(row, version))
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<Category> find(String code) {
    return find(code, version());
  }

  /** The line as it was in this version. */
  @Transactional(readOnly = true)
  public Optional<Category> find(String code, int version) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from cases.categories"
                + " where code = ? and since <= ? and (until is null or until > ?)")
        .params(code, version, version)
        .query((row, n) -> category(row, version))
        .optional();
  }

  /** The line as it stands, or as it last stood. */
  @Transactional(readOnly = true)
  public Optional<Category> latest(String code) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", since from cases.categories where code = ? order by since desc limit 1")
        .param(code)
        .query((row, n) -> category(row, row.getInt("since")))
        .optional();
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Version> versions() {
    return jdbc.sql(
            "select version, at, by_label, reason from cases.list_versions order by version desc")
        .query((row, n) ->
            new Version(
                row.getInt(1), row.getTimestamp(2).toInstant(), row.getString(3), row.getString(4)))
        .list();
  }

  /**
   * Adds or replaces lines in one new version.
   *
   * @param seen the version the editor had before them; a later one means somebody edited first
   * @return the new version, or the one in force where nothing would change
   */
  public Outcome<Integer> edit(List<Category> lines, int seen, String reason, Actor actor) {
    return edit(lines, seen, reason, actor.person(), actor);
  }

  /** The same for lines that a person took in from a file. */
  Outcome<Integer> edit(
      List<Category> lines, int seen, String reason, @Nullable PersonId by, Actor actor) {
    List<Refusal> wrong = new ArrayList<>();
    for (Category line : lines) wrong.addAll(CategoryRules.check(line, lines, this));
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    List<Category> changed = lines.stream().filter(line -> !unchanged(line)).toList();
    if (changed.isEmpty()) return Outcome.done(version());
    return begin(seen, reason, by, actor)
        .map(next -> {
          for (Category line : changed) {
            end(line.code(), next);
            insert(line, next);
          }
          return next;
        });
  }

  /**
   * Takes a line out of the list; with an upper line go the lower ones below it. The same wish,
   * sent before, is done already.
   */
  public Outcome<Integer> retire(String code, int seen, String reason, Actor actor) {
    boolean before =
        version() > seen && find(code, seen).isPresent() && find(code, seen + 1).isEmpty();
    if (before) return Outcome.done(seen + 1);
    if (find(code).isEmpty()) {
      return Outcome.refused(Refusal.of("not-found", "清单中没有此项", "no such line in the list"));
    }
    return begin(seen, reason, actor.person(), actor)
        .map(next -> {
          List<String> ended =
              jdbc.sql(
                      "update cases.categories t set until = ?"
                          + " where until is null and (code = ? or parent = ?) returning "
                          + CasesTables.CATEGORIES.key())
                  .params(next, code, code)
                  .query(String.class)
                  .list();
          ledger.wrote(CasesTables.CATEGORIES, ended);
          return next;
        });
  }

  /** The unique version number lets one of two editors win. */
  private Outcome<Integer> begin(int seen, String reason, @Nullable PersonId by, Actor actor) {
    int next = seen + 1;
    int written =
        jdbc.sql(
                "insert into cases.list_versions (version, at, person, by_label, reason)"
                    + " select ?, ?, ?, ?, ?"
                    + " where ? = (select coalesce(max(version), 0) from cases.list_versions)"
                    + " on conflict do nothing")
            .params(
                next,
                Timestamp.from(clock.instant()),
                by == null ? null : by.value(),
                actor.label(),
                reason.strip(),
                seen)
            .update();
    if (written == 1) ledger.wrote(CasesTables.VERSIONS, next);
    return written == 1
        ? Outcome.done(next)
        : Outcome.refused(
            Refusal.of(
                "moved-first",
                "清单刚被别人修改过，请核对后重新提交，您填写的内容仍在。",
                "someone edited the list first; check and submit again."));
  }

  private boolean unchanged(Category line) {
    return find(line.code()).map(old -> CategoryRules.same(old, line)).orElse(false);
  }

  private void end(String code, int next) {
    List<String> ended =
        jdbc.sql(
                "update cases.categories t set until = ? where code = ? and until is null returning"
                    + " "
                    + CasesTables.CATEGORIES.key())
            .params(next, code)
            .query(String.class)
            .list();
    ledger.wrote(CasesTables.CATEGORIES, ended);
  }

  private void insert(Category line, int since) {
    Allowance allowance = line.allowance();
    jdbc.sql(
            "insert into cases.categories (since, "
                + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            since,
            line.code(),
            line.parent(),
            line.name().zh().strip(),
            line.name().en().strip(),
            line.lead() == null ? null : line.lead().value(),
            line.assisting().stream().map(OrganisationId::value).toArray(UUID[]::new),
            allowance == null ? null : (int) allowance.time().toMinutes(),
            allowance == null || allowance.working(),
            line.basis().strip(),
            line.flexible().strip(),
            line.division().value())
        .update();
    ledger.wrote(CasesTables.CATEGORIES, line.code() + " " + since);
  }

  private static Category category(ResultSet row, int version) throws SQLException {
    Integer minutes = row.getObject("allowance_minutes", Integer.class);
    return new Category(
        row.getString("code"),
        version,
        row.getString("parent"),
        Text.of(row.getString("name_zh"), row.getString("name_en")),
        OrganisationId.of(row.getObject("lead", UUID.class)),
        organisations(row.getArray("assisting")),
        allowance(minutes, row.getBoolean("working")),
        row.getString("basis"),
        row.getString("flexible"),
        new DivisionCode(row.getString("division")));
  }

  private static @Nullable Allowance allowance(@Nullable Integer minutes, boolean working) {
    return minutes == null ? null : new Allowance(Duration.ofMinutes(minutes), working);
  }

  private static List<OrganisationId> organisations(Array array) throws SQLException {
    return Arrays.stream((UUID[]) array.getArray()).map(OrganisationId::new).toList();
  }
}
