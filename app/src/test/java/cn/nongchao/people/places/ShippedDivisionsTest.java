package cn.nongchao.people.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedDivisionsTest {

  @Test
  void aCodeIsTheDigitsOfAllLinesAboveIt() {
    assertThat(ShippedDivisions.parse("# 说明\n33 浙江省\n 01 杭州市\n  14 钱塘区\n 02 宁波市\n"))
        .containsExactly(
            row("33", "浙江省"), row("3301", "杭州市"), row("330114", "钱塘区"), row("3302", "宁波市"));
  }

  @Test
  void aLineThatSkipsALevelOrHasNoNameIsNamed() {
    assertThatThrownBy(() -> ShippedDivisions.parse("33 浙江省\n  14 钱塘区\n"))
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> ShippedDivisions.parse("33\n")).hasMessageContaining("line 1");
  }

  @Test
  void hangzhouIsWholeAndEveryParentComesFirst() {
    List<DivisionRow> rows = Objects.requireNonNull(ShippedDivisions.read("hangzhou"));
    Set<DivisionCode> seen = new HashSet<>(Set.of(DivisionCode.ALL));
    for (DivisionRow row : rows) {
      assertThat(seen).as(row.toString()).contains(row.parent());
      assertThat(seen.add(row.code())).as(row.toString()).isTrue();
    }
    assertThat(count(rows, Level.DISTRICT)).isEqualTo(13);
    assertThat(count(rows, Level.VILLAGE)).isEqualTo(3320);
    assertThat(rows).contains(row("330114003201", "同一村委会"));
    assertThat(rows.stream().filter(r -> r.parent().value().equals("330114003"))).hasSize(25);
  }

  private static long count(List<DivisionRow> rows, Level level) {
    return rows.stream().filter(row -> row.level() == level).count();
  }

  private static DivisionRow row(String code, String name) {
    return new DivisionRow(new DivisionCode(code), name);
  }
}
