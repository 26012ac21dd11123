package cn.nongchao.proof;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Text;
import cn.nongchao.seal.status.Status;
import cn.nongchao.seal.text.Base64Url;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Codes as rows. */
@Component
class CodeStore {

  private static final String SELECT =
      "select c.*, k.zh, k.en, k.next_zh, k.next_en from proof.codes c"
          + " join proof.act_kinds k on k.kind = c.kind ";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final CodeSigning signing;
  private final Ledger ledger;

  CodeStore(JdbcClient jdbc, JsonMapper json, CodeSigning signing, Ledger ledger) {
    this.jdbc = jdbc;
    this.json = json;
    this.signing = signing;
    this.ledger = ledger;
  }

  boolean isKind(String kind) {
    return jdbc.sql("select count(*) from proof.act_kinds where kind = ?")
            .param(kind)
            .query(Integer.class)
            .single()
        == 1;
  }

  /** A kind that a later version brought. */
  void addKind(String kind, Text title, Text next) {
    int added =
        jdbc.sql(
                "insert into proof.act_kinds (kind, zh, en, next_zh, next_en) values (?, ?, ?, ?,"
                    + " ?) on conflict do nothing")
            .params(kind, title.zh(), title.en(), next.zh(), next.en())
            .update();
    if (added == 1) ledger.wrote(ProofTables.KINDS, kind);
  }

  long nextStatusIndex() {
    return jdbc.sql("select nextval('proof.status_indexes')").query(Long.class).single();
  }

  /** False where the act has a code already. */
  boolean insert(
      ActRecord act,
      @Nullable OrganisationId unit,
      String shortId,
      Instant issuedAt,
      byte[] token,
      long statusIndex) {
    int added =
        jdbc.sql(
                "insert into proof.codes (act, short_id, kind, loop, entry, division, unit,"
                    + " issued_at, token, status_index, facts, subject) values (?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?::jsonb, ?) on conflict (act) do nothing")
            .params(
                act.act(),
                shortId,
                act.kind(),
                act.loop().value(),
                act.entry(),
                act.division().value(),
                unit == null ? null : unit.value(),
                Timestamp.from(issuedAt),
                token,
                statusIndex,
                json.writeValueAsString(act.facts()),
                act.subject())
            .update();
    if (added == 1) ledger.wrote(ProofTables.CODES, act.act());
    return added == 1;
  }

  /** Whether the rows of a code and of its kind are as they were written. */
  boolean isAsWritten(UUID act, String kind) {
    return ledger.holds(ProofTables.CODES, act) && ledger.holds(ProofTables.KINDS, kind);
  }

  Optional<IssuedCode> byAct(UUID act) {
    return jdbc.sql(SELECT + "where c.act = ?").param(act).query(this::read).optional();
  }

  List<IssuedCode> byShortId(String shortId) {
    return jdbc.sql(SELECT + "where c.short_id = ?").param(shortId).query(this::read).list();
  }

  List<IssuedCode> ofLoop(LoopId loop) {
    return jdbc.sql(SELECT + "where c.loop = ? order by c.issued_at, c.act")
        .param(loop.value())
        .query(this::read)
        .list();
  }

  /** The acts that have codes, in the order of their ids. */
  List<UUID> acts(UUID after, int limit) {
    return jdbc.sql("select act from proof.codes where act > ? order by act limit ?")
        .params(after, limit)
        .query(UUID.class)
        .list();
  }

  /** Acts whose issuing is on record, and whose code is not. */
  List<UUID> missing() {
    return jdbc.sql(
            "select r.id from proof.records r where r.type = 'code.issued'"
                + " and not exists (select 1 from proof.codes c where c.act = r.id)")
        .query(UUID.class)
        .list();
  }

  /** The newest acts, newest first. */
  List<UUID> latest(int limit) {
    return jdbc.sql("select act from proof.codes order by issued_at desc, act desc limit ?")
        .param(limit)
        .query(UUID.class)
        .list();
  }

  /** Waits for whoever changes the same code at this moment. */
  Optional<IssuedCode> lock(UUID act) {
    return jdbc.sql(SELECT + "where c.act = ? for update of c")
        .param(act)
        .query(this::read)
        .optional();
  }

  void change(
      UUID act,
      Status status,
      Instant at,
      @Nullable PersonId by,
      String reason,
      @Nullable UUID correctedBy) {
    ledger.change(
        ProofTables.CODES,
        act,
        () ->
            jdbc.sql(
                    "update proof.codes set status = ?, status_at = ?, status_by = ?, reason = ?,"
                        + " corrected_by = ? where act = ?")
                .params(
                    Arrays.asList(
                        status.name(),
                        Timestamp.from(at),
                        by == null ? null : by.value(),
                        reason,
                        correctedBy,
                        act))
                .update());
  }

  /** Every act of one list that is not simply valid. */
  Map<Long, Status> others(long firstIndex, long lastIndex) {
    return jdbc
        .sql(
            "select status_index, status from proof.codes"
                + " where status <> 'VALID' and status_index between ? and ?")
        .params(firstIndex, lastIndex)
        .query((row, n) -> Map.entry(row.getLong(1), Status.valueOf(row.getString(2))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private IssuedCode read(ResultSet row, int n) throws SQLException {
    String shortId = row.getString("short_id");
    String token = Base64Url.encode(row.getBytes("token"));
    Timestamp statusAt = row.getTimestamp("status_at");
    DivisionCode division = DivisionCode.read(row.getString("division"));
    return new IssuedCode(
        row.getObject("act", UUID.class),
        shortId,
        row.getString("kind"),
        Text.of(row.getString("zh"), row.getString("en")),
        Text.of(row.getString("next_zh"), row.getString("next_en")),
        new LoopId(row.getObject("loop", UUID.class)),
        row.getObject("entry", UUID.class),
        division == null ? DivisionCode.ALL : division,
        OrganisationId.of(row.getObject("unit", UUID.class)),
        row.getTimestamp("issued_at").toInstant(),
        signing.site() + "/" + shortId + "/" + token,
        row.getLong("status_index"),
        json.readValue(row.getString("facts"), new TypeReference<List<Fact>>() {}),
        row.getString("subject"),
        Status.valueOf(row.getString("status")),
        statusAt == null ? null : statusAt.toInstant(),
        row.getString("reason"),
        row.getObject("corrected_by", UUID.class));
  }
}
