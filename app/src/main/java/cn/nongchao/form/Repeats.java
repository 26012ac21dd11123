package cn.nongchao.form;

import cn.nongchao.form.Given.Leaf;
import cn.nongchao.form.Given.Several;
import cn.nongchao.form.Given.Tree;
import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether what comes again under an id is the same as before. Sent twice, done once; but other
 * words under the id of what is done already would be lost in silence, and are refused. All that
 * was sent counts, compared by a keyed digest, which tells nothing of what it is of.
 */
@Component
public class Repeats {

  /** Whoever tries again does so within minutes; a phone that was offline, within days. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Refusal OTHER =
      Refusal.of(
          "already-exists",
          "这个编号已随另一份内容提交过，请再次提交",
          "this id came with other content before; please submit it again");

  private final JdbcClient jdbc;
  private final ObjectProvider<Keyed> keyed;
  private final Clock clock;

  Repeats(JdbcClient jdbc, ObjectProvider<Keyed> keyed, Clock clock) {
    this.jdbc = jdbc;
    this.keyed = keyed;
    this.clock = clock;
  }

  /**
   * Asked within the transaction of the write, so that a refused write leaves its id free.
   *
   * @param write its name, and what its address names
   * @return why it is refused; null where the id is new or the same came under it before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public @Nullable Refusal refuse(UUID id, String write, Tree sent) {
    byte[] digest = keyed.getObject().digest("sent " + write + "\n" + canonical(sent));
    byte[] before =
        jdbc.sql(
                "insert into form.sent (id, digest, at) values (?, ?, ?)"
                    // So that the row there is told, and a request beside this one waited for.
                    + " on conflict (id) do update set digest = form.sent.digest returning digest")
            .params(id, digest, Timestamp.from(clock.instant()))
            .query(byte[].class)
            .single();
    return Arrays.equals(before, digest) ? null : OTHER;
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
