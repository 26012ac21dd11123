package cn.nongchao.form;

import cn.nongchao.form.Given.Leaf;
import cn.nongchao.form.Given.Several;
import cn.nongchao.form.Given.Tree;
import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Ids that come from outside, for things to be: each is one of now, and stands for one thing. What
 * comes again under one is the same as before; other words under the id of what is done already
 * would be lost in silence, and are refused, as is the id of anything else there is. All that was
 * sent counts, compared by a keyed digest, which tells nothing of what it is of. The key of the
 * table makes two at once wait for each other.
 */
@Component
public class Repeats {

  /** So long somebody may be without a signal before what they wrote then arrives. */
  static final Duration OLDEST = Duration.ofDays(31);

  /** So far a clock may be fast. */
  static final Duration AHEAD = Duration.ofMinutes(15);

  /** Longer than any id is taken: what is forgotten comes too late. */
  private static final Duration KEPT = OLDEST.plusDays(2);

  private static final Text OTHER =
      Text.of(
          "这个编号已随另一份内容提交过，请再次提交", "this id came with other content before; please submit it again");

  private static final Text TAKEN =
      Text.of("这个编号已被别的记录使用，请再次提交", "this id is taken by another thing; please submit it again");

  private static final Text UNFIT =
      Text.of(
          "编号应为 31 天内、且不晚于现在 15 分钟的 UUIDv7；请核对设备的日期和时间，再次提交",
          "the id must be a UUID of version 7 made within the last 31 days, and no more than 15"
              + " minutes ahead of now: check the device's date and time, and submit it again");

  private final JdbcClient jdbc;
  private final ObjectProvider<Keyed> keyed;
  private final ObjectProvider<OtherIds> others;
  private final Clock clock;

  Repeats(
      JdbcClient jdbc, ObjectProvider<Keyed> keyed, ObjectProvider<OtherIds> others, Clock clock) {
    this.jdbc = jdbc;
    this.keyed = keyed;
    this.others = others;
    this.clock = clock;
  }

  /** What stands in the table for an id, and whether it was written just now. */
  private record Sent(byte[] digest, boolean isNew) {}

  /**
   * Asked within the transaction of the write and before it, so that a refused write leaves its id
   * free and of two at once the second sees what became of the first.
   *
   * @param field that holds the id
   * @param write its name, and what its address names
   * @return why it is refused; null where the id is new or the same came under it before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public @Nullable Refusal refuse(UUID id, String field, String write, Tree sent) {
    if (!isOfNow(id)) return new Refusal("unfit-id", field, UNFIT);
    byte[] digest = keyed.getObject().digest("sent " + write + "\n" + canonical(sent));
    Sent there =
        jdbc.sql(
                "insert into form.sent (id, digest, at) values (?, ?, ?)"
                    // So that the row there is told, and a request beside this one waited for.
                    + " on conflict (id) do update set digest = form.sent.digest"
                    + " returning digest, xmax = 0")
            .params(id, digest, Timestamp.from(clock.instant()))
            .query((row, n) -> new Sent(row.getBytes(1), row.getBoolean(2)))
            .single();
    if (!Arrays.equals(there.digest(), digest)) return new Refusal("already-exists", field, OTHER);
    boolean taken = there.isNew() && others.stream().anyMatch(other -> other.isTaken(id));
    return taken ? new Refusal("already-exists", field, TAKEN) : null;
  }

  /** The same for what is no declared write, and compares what came by itself. */
  @Transactional
  public @Nullable Refusal claim(UUID id, String field, String write) {
    Refusal refusal = refuse(id, field, write, new Tree(Map.of()));
    if (refusal != null) TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return refusal;
  }

  private boolean isOfNow(UUID id) {
    if (id.version() != 7 || id.variant() != 2) return false;
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    Instant now = clock.instant();
    return !made.isBefore(now.minus(OLDEST)) && !made.isAfter(now.plus(AHEAD));
  }

  @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
  @Transactional
  public void forget() {
    jdbc.sql("delete from form.sent where at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  /** The same for the same content, in whatever order its names came; nothing is no content. */
  static String canonical(Given given) {
    return switch (given) {
      case Given.Nothing nothing -> "";
      case Leaf(List<String> texts, boolean many) ->
          String.join(",", texts.stream().map(text -> text.length() + ":" + text).toList());
      case Several(List<Given> rows) ->
          String.join("", rows.stream().map(row -> "[" + canonical(row) + "]").toList());
      case Tree(var parts) -> {
        StringBuilder all = new StringBuilder("{");
        new TreeMap<>(parts)
            .forEach((name, part) -> {
              String said = canonical(part);
              if (!said.isEmpty()) all.append(name.length()).append(':').append(name).append(said);
            });
        yield all.append('}').toString();
      }
    };
  }
}
