package cn.nongchao.notify;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What could not be sent and was given up, for those who administer the place it was for. */
@Component
@Transactional
public class Failures {

  /** What is looked for. */
  public record Query(@Field(zh = "方式", en = "By") @Nullable WayKind kind) {}

  /**
   * Something given up.
   *
   * @param place of whoever it was for; only the whole country's administrators see what is
   *     nobody's
   */
  public record Failure(
      @Key("s.id") UUID id,
      @Field(zh = "放弃时间", en = "Given up") @Sortable(value = "s.given_up_at", descending = true)
          Instant at,
      @Field(zh = "方式", en = "By") WayKind kind,
      @Field(zh = "接收方", en = "For whom") String whom,
      @Field(zh = "地址", en = "Address") String address,
      @Field(zh = "提醒", en = "What") Text title,
      @Field(zh = "编号", en = "Number") String number,
      @Field(zh = "原因", en = "Why") String why,
      @Field(zh = "次数", en = "Tries") int attempts,
      @JsonIgnore DivisionCode place,
      @JsonIgnore @Nullable PersonId person,
      @JsonIgnore @Nullable OrganisationId unit) {

    Failure of(String name) {
      return new Failure(
          id, at, kind, name, address, title, number, why, attempts, place, person, unit);
    }
  }

  private static final String SELECT =
      "select s.id, coalesce(s.given_up_at, s.due_at) as at, s.kind, s.why, s.attempts, s.place,"
          + " w.shown, w.person, w.unit, coalesce(n.word, '') as word, coalesce(n.number, '') as"
          + " number from notify.sendings s join notify.ways w on w.id = s.way left join"
          + " notify.notices n on n.id = s.notice where ";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Vocabulary words;
  private final People people;
  private final Organisations organisations;

  Failures(
      JdbcClient jdbc,
      Outbox outbox,
      Vocabulary words,
      People people,
      Organisations organisations) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.words = words;
    this.people = people;
    this.organisations = organisations;
  }

  public Listed<Failure> list(Query query, Page<Failure> page, Viewer viewer) {
    Selection which =
        Selection.of(SELECT + "s.given_up_at is not null and s.place like any(:patterns)")
            .with("patterns", Robots.patterns(viewer.places(Set.of(PeopleRoles.ADMINISTRATOR))))
            .where("s.kind = :kind", query.kind());
    Listed<Failure> found = page.list(jdbc, which, this::failure);
    Map<PersonId, String> persons =
        people.names(named(found, Failure::person).collect(Collectors.toSet()));
    Map<OrganisationId, String> units =
        organisations.names(named(found, Failure::unit).collect(Collectors.toSet()));
    return new Listed<>(
        found.items().stream()
            .map(one ->
                one.of(
                    one.person() == null
                        ? units.getOrDefault(Objects.requireNonNull(one.unit()), "—")
                        : persons.getOrDefault(one.person(), "—")))
            .toList(),
        found.next(),
        found.total(),
        found.more());
  }

  private static <T> Stream<T> named(
      Listed<Failure> found, java.util.function.Function<Failure, @Nullable T> whom) {
    return found.items().stream().map(whom).filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  /** Also one that is tried again by now: who asks twice is answered twice. */
  public Optional<Failure> find(UUID id) {
    return jdbc.sql(SELECT + "s.id = ?").param(id).query(this::failure).optional();
  }

  public Outcome<Failure> again(Failure failure) {
    outbox.again(failure.id());
    return Outcome.done(failure);
  }

  private Failure failure(ResultSet row, int index) throws SQLException {
    String word = row.getString("word");
    DivisionCode place = DivisionCode.read(row.getString("place"));
    return new Failure(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getTimestamp("at").toInstant(),
        WayKind.valueOf(row.getString("kind")),
        "",
        row.getString("shown"),
        word.isEmpty() ? Text.of("验证码或试发", "a code, or a trial") : words.title(word),
        row.getString("number"),
        row.getString("why"),
        row.getInt("attempts"),
        place == null ? DivisionCode.ALL : place,
        PersonId.of(row.getObject("person", UUID.class)),
        OrganisationId.of(row.getObject("unit", UUID.class)));
  }
}
