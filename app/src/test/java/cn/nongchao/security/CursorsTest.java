package cn.nongchao.security;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a page of one list ended is no place in another: whoever changes a filter and keeps the
 * cursor would miss rows without knowing.
 */
class CursorsTest {

  private final Program admin = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
  private final Program watch = Program.of(Cast.everywhere(LoopRoles.SUPERVISOR));

  @BeforeAll
  static void many() {
    IntStream.range(0, 3)
        .forEach(i ->
            RunningApp.bean(JdbcClient.class)
                .sql(
                    "insert into proof.alerts (id, at, kind, detail)"
                        + " values (?, now(), 'code-scanned-often', ?)")
                .params(Ids.next(), "cursor " + Ids.next())
                .update());
  }

  private static String next(Program program, String address) {
    String next = read(program.get(address), 200).path("next").asString("");
    assertThat(next).as(address).isNotEmpty();
    return next;
  }

  @Test
  void ofADeclaredListIsBoundToItsFiltersItsOrderAndItsAddress() {
    String persons = "/api/v1/persons?limit=1";
    String next = next(admin, persons + "&role=OFFICER");
    read(admin.get(persons + "&role=OFFICER&after=" + next), 200);
    // The same however it is written, and however many rows are asked for.
    read(admin.get("/api/v1/persons?limit=7&words=&role=OFFICER&after=" + next), 200);
    for (String other : new String[] {"", "&role=AUXILIARY", "&role=OFFICER&sort=-name"}) {
      problem(admin.get(persons + other + "&after=" + next), 400, "bad-input", "after");
    }
    String alerts = "/api/v1/alerts?limit=1";
    String ofAlerts = next(watch, alerts);
    problem(watch.get(alerts + "&unseen=true&after=" + ofAlerts), 400, "bad-input", "after");
    problem(admin.get("/api/v1/audit?limit=1&after=" + ofAlerts), 400, "bad-input", "after");
  }

  @Test
  void ofLoopsIsBoundToTheQuery() {
    String loops = "/api/v1/loops?limit=1";
    String next = next(watch, loops);
    read(watch.get(loops + "&after=" + next), 200);
    for (String other : new String[] {"&state=ANY", "&late=true", "&kind=event", "&q=1"}) {
      problem(watch.get(loops + other + "&after=" + next), 400, "bad-input", "after");
    }
    String events = next(watch, "/api/v1/events?state=any");
    read(watch.get("/api/v1/events?state=any&after=" + events), 200);
    problem(watch.get("/api/v1/events?state=closed&after=" + events), 400, "bad-input", "after");
    problem(watch.get("/api/v1/events?after=nonsense"), 400, "bad-input", "after");
    // Made of the right parts, for another query.
    String[] parts = next.split("\\.");
    String forged = parts[0] + "." + parts[1] + "." + events.split("\\.")[2];
    problem(watch.get(loops + "&after=" + forged), 400, "bad-input", "after");
    // A person's page that is asked for oddly begins at its beginning, where nothing is missed.
    Visitor page = Visitor.signedIn(Cast.everywhere(LoopRoles.SUPERVISOR).session());
    assertThat(rows(page, "/events?state=any&after=" + next))
        .isEqualTo(rows(page, "/events?state=any"));
    assertThat(rows(page, "/events?state=any&after=" + events))
        .isNotEqualTo(rows(page, "/events?state=any"));
  }

  /** Addresses of the events on a page. */
  private static List<String> rows(Visitor page, String path) {
    return Pattern.compile("/events/[0-9a-f-]{36}")
        .matcher(page.get(path).body())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void ofTheEventsBehindAFigureIsBoundToTheFigure() {
    String behind = "/api/v1/indicators/events?from=2020-01-01&to=2030-01-01&division=&known=now";
    String next = next(watch, behind + "&figure=REPORTED");
    read(watch.get(behind + "&figure=REPORTED&after=" + next), 200);
    problem(watch.get(behind + "&figure=CLOSED&after=" + next), 400, "bad-input", "after");
    String id = next.substring(0, next.indexOf('.'));
    problem(watch.get(behind + "&figure=REPORTED&after=" + id), 400, "bad-input", "after");
  }
}
