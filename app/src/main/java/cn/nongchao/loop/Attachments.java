package cn.nongchao.loop;

import cn.nongchao.loop.Actor.Automatic;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Room;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The rows of evidence, and their ties to loops. A file is tied by the step that names it. */
@Component
class Attachments {

  static final int PER_LOOP = 20;

  /** Bytes from outside that no step has named: some hundred reports' photos at a time. */
  private static final long LOOSE = 4L << 30;

  /** In an entry's data: SHA-256 of each of its files, in their order, sealed with it. */
  static final String HASHES = "sha256";

  private static final String AS_SEALED =
      """
      select coalesce(bool_and(e.data -> '%1$s' ->> (array_position(e.evidence, ?) - 1) = ?), true)
      from loop.entries e
      where e.loop = ? and ? = any(e.evidence) and jsonb_exists(e.data, '%1$s')
      """
          .formatted(HASHES);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Ledger ledger;
  private final Room room;

  Attachments(JdbcClient jdbc, TransactionOperations transactions, Ledger ledger, Room room) {
    this.jdbc = jdbc;
    this.room = room;
    this.transactions = transactions;
    this.ledger = ledger;
  }

  /**
   * Carries out a step; in a transaction where it names files, whose ties are rows of their own.
   */
  <T> T whole(List<UUID> ids, Supplier<T> step) {
    if (ids.isEmpty()) return step.get();
    return Objects.requireNonNull(transactions.execute(status -> step.get()));
  }

  /** False where evidence of this id exists already. */
  boolean insert(Evidence e, Uploader by) {
    return jdbc.sql(
                "insert into loop.evidence (id, sha256, media_type, size, name, captured_at, lat,"
                    + " lon, thumb, uploaded_at, person, uploader, origin)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing")
            .params(
                e.id(),
                e.sha256(),
                e.mediaType(),
                e.size(),
                e.name(),
                Rows.stamp(e.capturedAt()),
                e.lat(),
                e.lon(),
                e.thumb(),
                Rows.stamp(e.uploadedAt()),
                e.by() == null ? null : e.by().value(),
                by.session(),
                by.origin())
            .update()
        == 1;
  }

  Optional<Evidence> find(UUID id) {
    return find(List.of(id)).stream().findFirst();
  }

  List<Evidence> find(Collection<UUID> ids) {
    if (ids.isEmpty()) return List.of();
    return jdbc.sql("select * from loop.evidence where id = any(?) order by uploaded_at, id")
        .param(ids.toArray(UUID[]::new))
        .query((row, n) -> evidence(row))
        .list();
  }

  List<Evidence> of(LoopId loop) {
    return jdbc.sql("select * from loop.evidence where loop = ? order by uploaded_at, id")
        .param(loop.value())
        .query((row, n) -> evidence(row))
        .list();
  }

  /** Whether it came with this session or upload cookie. */
  boolean cameWith(UUID id, String uploader) {
    return jdbc.sql("select count(*) from loop.evidence where id = ? and uploader = ?")
            .params(id, uploader)
            .query(Long.class)
            .single()
        == 1;
  }

  /**
   * Whether no more is taken from outside until what came is named by a report or forgotten:
   * strangers in all, from however many networks, never fill the disk of those at work.
   */
  boolean isFull() {
    long loose =
        jdbc.sql(
                "select coalesce(sum(size), 0) from loop.evidence"
                    + " where loop is null and origin is not null")
            .query(Long.class)
            .single();
    return loose > Math.min(LOOSE, room.left() / 10);
  }

  /**
   * Forgets what no step has named; gives the hashes.
   *
   * @param strangers the same for what came from outside, where a form is sent within minutes
   */
  List<String> dropLoose(Instant before, Instant strangers) {
    return jdbc.sql(
            "delete from loop.evidence where loop is null and (uploaded_at < ?"
                + " or (origin is not null and uploaded_at < ?)) returning sha256")
        .params(Rows.stamp(before), Rows.stamp(strangers))
        .query(String.class)
        .list();
  }

  boolean isUsed(String sha256) {
    return jdbc.sql(
            "select exists (select 1 from loop.evidence where sha256 = ? and erased_at is null)")
        .param(sha256)
        .query(Boolean.class)
        .single();
  }

  /**
   * Why a step may not name these files: not there, not the actor's own, another loop's, too many.
   */
  Optional<Refusal> unfit(List<UUID> ids, LoopId loop, Actor actor) {
    if (ids.isEmpty()) return Optional.empty();
    Set<UUID> asked = new HashSet<>(ids);
    List<Evidence> found =
        jdbc.sql("select * from loop.evidence where id = any(?) for update")
            .param(asked.toArray(UUID[]::new))
            .query((row, n) -> evidence(row))
            .list();
    if (found.size() < asked.size() || !found.stream().allMatch(e -> fits(e, loop, actor))) {
      return Optional.of(
          Refusal.field(
              "evidence",
              "有附件不存在、不是您上传的，或已用于其他事项，请重新上传",
              "a file is missing, not yours, or belongs to another loop: upload it again"));
    }
    // Counted apart, or a stranger's twenty would leave no room for whoever checks what was done.
    long before =
        jdbc.sql(
                "select count(*) from loop.evidence where loop = ? and (origin is null) ="
                    + " (select bool_and(origin is null) from loop.evidence where id = any(?))")
            .params(loop.value(), asked.toArray(UUID[]::new))
            .query(Long.class)
            .single();
    long added = found.stream().filter(e -> e.loop() == null).count();
    if (before + added <= PER_LOOP) return Optional.empty();
    return Optional.of(
        Refusal.field(
            "evidence",
            "每件事项最多 " + PER_LOOP + " 个附件，已有 " + before + " 个",
            "a loop may have " + PER_LOOP + " files at most; it has " + before));
  }

  /** Whether its row names the hash that was sealed with the steps that name the file. */
  boolean isAsSealed(Evidence file) {
    LoopId loop = file.loop();
    if (loop == null) return true;
    return jdbc.sql(AS_SEALED)
        .params(file.id(), file.sha256(), loop.value(), file.id())
        .query(Boolean.class)
        .single();
  }

  /** The SHA-256 of each, in this order. */
  List<String> hashes(List<UUID> ids) {
    Map<UUID, String> known =
        find(ids).stream().collect(Collectors.toMap(Evidence::id, Evidence::sha256));
    return ids.stream().map(known::get).toList();
  }

  private static boolean fits(Evidence evidence, LoopId loop, Actor actor) {
    if (evidence.loop() != null) return evidence.loop().equals(loop);
    if (actor instanceof Automatic) return true;
    // Somebody without an account knows the id only if they uploaded it: it is random.
    return Objects.equals(evidence.by(), actor.person());
  }

  void attach(List<UUID> ids, LoopId loop) {
    if (ids.isEmpty()) return;
    List<UUID> attached =
        jdbc.sql(
                "update loop.evidence set loop = ? where id = any(?) and loop is null returning id")
            .params(loop.value(), ids.toArray(UUID[]::new))
            .query(UUID.class)
            .list();
    ledger.wrote(LoopTables.EVIDENCE, attached);
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    @Nullable UUID loop = row.getObject("loop", UUID.class);
    return new Evidence(
        row.getObject("id", UUID.class),
        row.getString("sha256"),
        row.getString("media_type"),
        row.getLong("size"),
        row.getString("name"),
        Rows.instant(row, "captured_at"),
        row.getObject("lat", Double.class),
        row.getObject("lon", Double.class),
        row.getBoolean("thumb"),
        Rows.moment(row, "uploaded_at"),
        PersonId.of(row.getObject("person", UUID.class)),
        loop == null ? null : new LoopId(loop),
        Rows.instant(row, "erased_at"));
  }
}
