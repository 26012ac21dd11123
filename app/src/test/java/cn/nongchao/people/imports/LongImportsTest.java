package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.LongImports.Progress;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A roster of more rows than anybody waits for. With {@code -Dslow=true} it has a hundred thousand.
 */
class LongImportsTest {

  private static final int ROWS = Boolean.getBoolean("slow") ? 99_999 : LongImports.LONG + 300;

  private final Cast.Member member = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
  private final PersonId by = new PersonId(member.id());
  private final Scope whole = new Scope(by, List.of(DivisionCode.ALL));
  private final Imports imports = RunningApp.bean(Imports.class);
  private final LongImports longImports = RunningApp.bean(LongImports.class);
  private final String tag = "长" + Long.toString(Ids.next().getLeastSignificantBits() & 0xffff, 36);

  private byte[] roster() {
    StringBuilder file = new StringBuilder("姓名,单位,账号,电话\n");
    for (int i = 0; i < ROWS; i++) {
      file.append(tag).append(i).append(",河庄街道办事处,无,1").append(3_000_000_000L + i).append('\n');
    }
    file.append(tag).append("坏,河庄街道办事处,无,12\n");
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private UUID upload() {
    return imports.preview(Ids.next(), "people", "long.csv", roster(), whole).orThrow();
  }

  private int there() {
    return RunningApp.bean(JdbcClient.class)
        .sql("select count(*) from people.persons where name like ?")
        .param(tag + "%")
        .query(Integer.class)
        .single();
  }

  @Test
  void itIsWrittenBesideTheRequestAndSaysHowFarItIs() {
    UUID id = upload();
    Visitor page = Visitor.signedIn(member.session());
    String at = "/imports/people/" + id;
    String shown = page.get(at).body();
    assertThat(shown).contains("可导入 " + ROWS + " 行", "新增 " + ROWS, "有问题 1 行", "bad.xlsx");
    assertThat(page.post(at + "/confirm", Map.of()).header("location")).endsWith(at);
    longImports.start(id, whole); // pressed twice, it is written once
    Progress begun = longImports.progress(id, by).orElse(null);
    if (begun != null && begun.isRunning()) { // it is, unless this machine is faster than we think
      assertThat(page.get(at).body()).contains("<progress", "正在写入");
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(30))
        .until(() -> longImports.progress(id, by).isEmpty());
    assertThat(there()).isEqualTo(ROWS);
    assertThat(imports.find(id, by).orElseThrow().confirmed()).isNotNull();
    assertThat(page.get(at).body()).contains("导入");

    Imports.Preview again = imports.find(upload(), by).orElseThrow();
    assertThat(again.good()).hasSize(ROWS).allMatch(item -> item.is(What.UNCHANGED));
  }

  @Test
  void ofOneThatCannotBeWrittenNothingIsAndItIsSaidWhy() {
    UUID id = upload();
    int before = there();
    Scope elsewhere = new Scope(by, List.of(new DivisionCode(Cast.AWAY)));
    longImports.start(id, elsewhere);
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> longImports.progress(id, by).filter(one -> one.refused() != null).isPresent());
    assertThat(there()).isEqualTo(before);
    Visitor page = Visitor.signedIn(member.session());
    assertThat(page.get("/imports/people/" + id).body()).contains("role=\"alert\"", "未写入任何行");
  }
}
