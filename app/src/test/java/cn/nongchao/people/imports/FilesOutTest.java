package cn.nongchao.people.imports;

import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists go out as files, and come in again as they went. */
class FilesOutTest {

  private final Cast.Member member = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
  private final Program admin = Program.of(member);
  private final PersonId by = new PersonId(member.id());
  private final Scope whole = new Scope(by, List.of(DivisionCode.ALL));
  private final Imports imports = RunningApp.bean(Imports.class);

  @ParameterizedTest
  @CsvSource({
    "organisations, /api/v1/organisations.csv",
    "responsibility, /api/v1/responsibility/lines.csv",
    "calendar, /api/v1/calendar/days.csv?year=2026",
    "divisions, /api/v1/divisions/below.csv?at=330114",
    "grants, /api/v1/grants.csv"
  })
  void aFileTakenOutAndInAgainChangesNothing(String kind, String path) {
    for (String lang : List.of("zh", "en")) {
      Answer file = admin.get(path + (path.contains("?") ? "&" : "?") + "lang=" + lang);
      assertThat(file.status()).as(path).isEqualTo(200);
      byte[] content = file.body().getBytes(StandardCharsets.UTF_8);
      Preview preview =
          imports
              .find(imports.preview(Ids.next(), kind, kind + ".csv", content, whole).orThrow(), by)
              .orElseThrow();
      assertThat(preview.unknown()).as(kind + " " + lang).isEmpty();
      assertThat(preview.good()).as(kind).isNotEmpty();
      assertThat(preview.good()).as(kind).allMatch(item -> item.is(What.UNCHANGED));
    }
  }

  @Test
  void pagesOfTheirOwnOfferTheSameAsFiles() {
    Visitor page = Visitor.signedIn(member.session());
    assertThat(page.get("/events?state=any&box=ALL").body())
        .contains("href=\"/events.xlsx?state=any&amp;box=ALL\"");
    assertThat(page.get("/events.csv?state=any").body()).contains("编号");
    assertThat(page.get("/events.csv?state=never").status()).isEqualTo(400);
    for (String list : List.of("/divisions", "/responsibility", "/calendar")) {
      assertThat(page.get(list).body()).contains(list + ".xlsx", list + ".csv");
      assertThat(page.get(list + ".csv").status()).as(list).isEqualTo(200);
      assertThat(page.get(list + ".xlsx").status()).as(list).isEqualTo(200);
    }
    assertThat(page.get("/grants").body()).contains("/grants.xlsx");
  }

  @Test
  void whoeverCameWithAFileIsGivenASlipOnce() {
    String tag = Long.toString(Ids.next().getLeastSignificantBits() & 0xffffff, 36);
    String file = "姓名,单位,账号\n甲,河庄街道办事处,s1%1$s\n乙,河庄街道办事处,s2%1$s\n丙%1$s,河庄街道办事处,无\n".formatted(tag);
    UUID id =
        imports
            .preview(
                Ids.next(), "people", "roster.csv", file.getBytes(StandardCharsets.UTF_8), whole)
            .orThrow();
    PasswordSlips passwords = RunningApp.bean(PasswordSlips.class);
    assertThat(passwords.make(id, whole).isDone()).as("before it is written").isFalse();
    imports.confirm(id, whole).orThrow();
    assertThat(passwords.waiting(imports.find(id, by).orElseThrow())).isEqualTo(2);

    Visitor page = Visitor.signedIn(member.session());
    assertThat(page.get("/imports/people/" + id).body()).contains("/passwords", "还没有密码");
    String slips = page.post("/imports/people/" + id + "/passwords", Map.of()).body();
    assertThat(slips).contains("s1" + tag, "s2" + tag, "第一次登录时必须改成自己的密码", "/sign-in");
    assertThat(slips).doesNotContain("丙" + tag);
    assertThat(page.get("/imports/people/" + id).body())
        .as("shown once")
        .doesNotContain("class=\"slip\"", "/passwords");
    assertThat(passwords.make(id, whole).isDone()).as("nobody waits any more").isFalse();
    assertThat(
            RunningApp.bean(JdbcClient.class)
                .sql(
                    "select bool_and(must_change_password) from people.persons where login in (?,"
                        + " ?)")
                .params("s1" + tag, "s2" + tag)
                .query(Boolean.class)
                .single())
        .isTrue();
    Visitor other = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(other.post("/imports/people/" + id + "/passwords", Map.of()).status())
        .as("somebody else's file")
        .isEqualTo(404);
  }

  @Test
  void whoTookAListOutIsInTheAuditLog() {
    assertThat(admin.get("/api/v1/persons.csv?words=" + member.login()).status()).isEqualTo(200);
    assertThat(read(admin.get("/api/v1/audit?action=list-exported"), 200).toString())
        .contains("persons", "csv");
    Program elsewhere = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    assertThat(elsewhere.get("/api/v1/grants.csv").body())
        .as("within one's own places alone")
        .doesNotContain("," + Cast.HOME);
  }
}
