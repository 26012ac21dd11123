package cn.nongchao.loop;

import cn.nongchao.form.Forms;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the words and files out of a loop, and leaves what was done, by whom and when. The one
 * change an entry may see: its note, what was written into fields, and its salt, without which the
 * public log's hash of it tells nothing any more. Whoever erases has it recorded
 * (docs/formats/entry.md), or the audit takes it for an alteration.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Erasing {

  /** What stands for the title of a loop whose words are erased. */
  public static final String TITLE = "个人信息已删除 personal data erased";

  private final JdbcClient jdbc;
  private final LifeCycles lives;
  private final Forms forms;
  private final List<Erases> others;
  private final Recent recent;
  private final ErasedFiles files;
  private final Salts salts = new Salts();

  Erasing(
      JdbcClient jdbc,
      LifeCycles lives,
      Forms forms,
      List<Erases> others,
      Recent recent,
      ErasedFiles files) {
    this.jdbc = jdbc;
    this.lives = lives;
    this.forms = forms;
    this.others = others;
    this.recent = recent;
    this.files = files;
  }

  /** The loop, and those that hang on it however far: they say what it says. */
  public List<LoopId> whole(LoopId loop) {
    return jdbc.sql(
            """
            with recursive whole as (
              select id from loop.loops where id = ?
              union select l.id from loop.loops l join whole w on l.about = w.id)
            select id from whole
            """)
        .param(loop.value())
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Which of its entries hold words that would go. */
  public List<Entry> wordy(LoopId loop) {
    return jdbc
        .sql(
            "select "
                + Rows.ENTRY
                + " from loop.entries e where e.loop = ? and e.erased_at is null order by"
                + " e.version")
        .param(loop.value())
        .query((row, n) -> Rows.entry(row))
        .stream()
        .filter(entry -> !entry.note().isEmpty() || !gone(entry).isEmpty())
        .toList();
  }

  /** Erases the words of one entry, and its salt. */
  public void words(Entry entry, Instant at) {
    jdbc.sql(
            "update loop.entries set note = '', data = data - ?::text[], salt = ?, erased_at = ?"
                + " where id = ?")
        .params(gone(entry).toArray(String[]::new), salts.next(), Rows.stamp(at), entry.id())
        .update();
  }

  private Set<String> gone(Entry entry) {
    Set<String> keys = free(record(entry));
    others.forEach(other -> keys.addAll(other.keys()));
    keys.retainAll(entry.data().keySet());
    return keys;
  }

  private @Nullable Class<?> record(Entry entry) {
    LifeCycle life = lives.of(entry.kind());
    if (entry.move().equals(Move.Common.OPENED.name())) {
      return life.begins() == null ? null : life.begins().record();
    }
    LifeCycle.Edge edge = life.edge(entry.move());
    return edge == null ? null : edge.carried().record();
  }

  private Set<String> free(@Nullable Class<?> record) {
    return record == null ? new HashSet<>() : new HashSet<>(forms.of(record).freeKeys());
  }

  /**
   * Erases what the row says, and what other modules hold of it.
   *
   * @param everyFile all files; else those the report came with and those of people without an
   *     account
   * @return how many files
   */
  public int rest(LoopId loop, String kind, boolean everyFile, Instant at) {
    LifeCycle life = lives.of(kind);
    Set<String> facts = free(life.begins() == null ? null : life.begins().record());
    life.edges().forEach(edge -> facts.addAll(free(edge.carried().record())));
    jdbc.sql(
            "update loop.loops set title = ?, lat = null, lon = null, facts = facts - ?::text[]"
                + " where id = ?")
        .params(TITLE, facts.toArray(String[]::new), loop.value())
        .update();
    recent.forget(loop);
    others.forEach(other -> other.erase(loop, at));
    return files.erase(loop, everyFile, at);
  }
}
