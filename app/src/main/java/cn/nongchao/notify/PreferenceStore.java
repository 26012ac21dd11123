package cn.nongchao.notify;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Lang;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people wish to be told. */
@Component
class PreferenceStore {

  private final JdbcClient jdbc;

  PreferenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of those who said something. */
  Map<PersonId, Preferences> of(Collection<PersonId> people) {
    Map<PersonId, Preferences> found = new HashMap<>();
    if (people.isEmpty()) return found;
    jdbc.sql("select * from notify.preferences where person = any(?)")
        .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    found.put(new PersonId(row.getObject("person", UUID.class)), preferences(row)));
    return found;
  }

  Preferences of(PersonId person) {
    return of(List.of(person)).getOrDefault(person, Preferences.USUAL);
  }

  void save(PersonId person, Preferences wishes) {
    jdbc.sql(
            "insert into notify.preferences (person, lang, quiet_from, quiet_to, digest, silenced)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (person) do update set lang ="
                + " excluded.lang, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,"
                + " digest = excluded.digest, silenced = excluded.silenced")
        .params(
            Arrays.asList(
                person.value(),
                wishes.lang().name(),
                wishes.quietFrom(),
                wishes.quietTo(),
                wishes.digest(),
                wishes.silenced().stream().sorted().toArray(String[]::new)))
        .update();
  }

  private static Preferences preferences(ResultSet row) throws SQLException {
    return new Preferences(
        Lang.valueOf(row.getString("lang")),
        row.getObject("quiet_from", Integer.class),
        row.getObject("quiet_to", Integer.class),
        row.getObject("digest", Integer.class),
        Set.of((String[]) row.getArray("silenced").getArray()));
  }
}
