package cn.nongchao.notify;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Shaded;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.UiOfRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody was told. */
@Component
public class Notices implements UiOfRequest.News {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  /** Nobody reads the difference beyond. */
  private static final int ENOUGH = 100;

  private static final Refusal NONE = Refusal.of("not-found", "没有这条提醒", "there is no such notice");

  /** What is looked for. */
  public record Query(
      @Field(zh = "只看未读的", en = "Unread ones only") boolean unread,
      @Field(zh = "种类", en = "Kind") @Nullable WordName word) {}

  /**
   * One notice.
   *
   * @param word name of its kind
   * @param path of the page it leads to
   */
  public record Row(
      @Key("n.id") UUID id,
      @Field(zh = "时间", en = "When") @Sortable(value = "n.at", descending = true) Instant at,
      @Field(zh = "提醒", en = "What") Text title,
      @Field(zh = "事项", en = "About") Text about,
      String word,
      String number,
      @Field(zh = "期限", en = "Due") @Nullable Instant due,
      String path,
      @Field(zh = "已读", en = "Read") boolean read)
      implements Shaded {

    @Override
    public String shade() {
      return read ? "" : "row-warn";
    }
  }

  /** What was opened, and where it leads. */
  public record OpenedNotice(UUID id, String path) {}

  /** How many were marked. */
  public record MarkedRead(int count) {}

  private final NoticeStore store;
  private final JdbcClient jdbc;
  private final Wording wording;
  private final Vocabulary words;
  private final Clock clock;

  Notices(NoticeStore store, JdbcClient jdbc, Wording wording, Vocabulary words, Clock clock) {
    this.store = store;
    this.jdbc = jdbc;
    this.wording = wording;
    this.words = words;
    this.clock = clock;
  }

  public Listed<Row> list(Query query, Page<Row> page, Viewer viewer) {
    Selection which =
        Selection.of(
                "select "
                    + NoticeStore.COLUMNS
                    + ", n.read_at from notify.notices n where n.person = :person and n.shown")
            .with("person", viewer.id())
            .where("(n.read_at is null) = :unread", query.unread() ? true : null)
            .where("n.word = :word", query.word());
    return page.list(jdbc, which, this::row);
  }

  private Row row(ResultSet row, int index) throws SQLException {
    Notice notice = NoticeStore.notice(row, index);
    return new Row(
        notice.id(),
        notice.at(),
        words.title(notice.word()),
        wording.about(notice),
        notice.word(),
        notice.number(),
        notice.due(),
        notice.path(),
        row.getTimestamp("read_at") != null);
  }

  public int unread(Viewer viewer) {
    return store.unread(viewer.id(), ENOUGH);
  }

  /** A page is shown though the count cannot be had. */
  @Override
  public int unread(String account) {
    try {
      return store.unread(Objects.requireNonNull(PersonId.read(account)), ENOUGH);
    } catch (DataAccessException e) {
      LOG.debug("the bell is silent: {}", e.getMessage());
      return 0;
    }
  }

  public Outcome<OpenedNotice> open(UUID id, Viewer viewer) {
    Notice notice = store.find(id, viewer.id()).orElse(null);
    if (notice == null) return Outcome.refused(NONE);
    store.read(id, clock.instant());
    return Outcome.done(new OpenedNotice(id, notice.path()));
  }

  /** Where it leads; empty for one that is nobody's of this viewer. */
  public Optional<String> path(UUID id, Viewer viewer) {
    return store.find(id, viewer.id()).map(Notice::path);
  }

  public Outcome<MarkedRead> readAll(Viewer viewer) {
    return Outcome.done(new MarkedRead(store.readAll(viewer.id(), clock.instant())));
  }
}
