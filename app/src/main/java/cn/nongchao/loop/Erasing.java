package cn.nongchao.loop;

import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
  private final FreeWords words;
  private final List<Erases> others;
  private final ErasedRows rows;
  private final ErasedFiles files;
  private final People people;
  private final Salts salts = new Salts();

  Erasing(
      JdbcClient jdbc,
      FreeWords words,
      List<Erases> others,
      ErasedRows rows,
      ErasedFiles files,
      People people) {
    this.jdbc = jdbc;
    this.words = words;
    this.people = people;
    this.others = others;
    this.rows = rows;
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

  /** Which of its entries say something that would go. */
  public List<Entry> wordy(LoopId loop) {
    List<Entry> entries =
        jdbc.sql(
                "select "
                    + Rows.ENTRY
                    + " from loop.entries e where e.loop = ? and e.erased_at is null"
                    + " order by e.version")
            .param(loop.value())
            .query((row, n) -> Rows.entry(row))
            .list();
    return entries.stream()
        .filter(entry ->
            !entry.note().isEmpty()
                || !words.of(entry).isEmpty()
                || !label(entry).equals(entry.byLabel()))
        .toList();
  }

  /** Erases the words of one entry, its salt, and the name of a citizen who made it. */
  public void words(Entry entry, Instant at) {
    jdbc.sql(
            "update loop.entries set note = '', data = data - ?::text[], by_label = ?, salt = ?,"
                + " erased_at = ? where id = ?")
        .params(gone(entry), label(entry), salts.next(), Rows.stamp(at), entry.id())
        .update();
  }

  /** Keys of its data: what proves the words goes with them. */
  private String[] gone(Entry entry) {
    Set<String> keys = words.of(entry);
    keys.add(LoopSeals.SAID);
    if (!label(entry).equals(entry.byLabel())) keys.add(LoopSeals.LABEL);
    return keys.toArray(String[]::new);
  }

  /** Names of those at work stay with what they did. */
  private String label(Entry entry) {
    PersonId by = entry.by();
    boolean stays = by == null || people.atWork(List.of(by)).contains(by);
    return stays ? entry.byLabel() : Actor.CITIZEN;
  }

  /**
   * Erases what the row says, and what other modules hold of it.
   *
   * @param everyFile all files; else those the report came with and those of people without an
   *     account
   * @return how many files
   */
  public int rest(LoopId loop, String kind, boolean everyFile, Instant at) {
    rows.erase(loop, words.of(kind));
    others.forEach(other -> other.erase(loop, at));
    return files.erase(loop, everyFile, at);
  }
}
