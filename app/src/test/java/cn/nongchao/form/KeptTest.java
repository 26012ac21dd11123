package cn.nongchao.form;

import static cn.nongchao.form.Sending.FORMS;
import static cn.nongchao.form.Sending.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.form.Sheets.Everything;
import cn.nongchao.form.Sheets.Item;
import cn.nongchao.form.Sheets.Later;
import cn.nongchao.form.Sheets.Spot;
import cn.nongchao.form.Sheets.Way;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a form keeps reads back, says itself in words, and is described to programs. */
class KeptTest {

  private static Everything everything() {
    return new Everything(
        "名称",
        "某队",
        "说过就算",
        Money.yuan(3),
        12,
        Instant.parse("2026-01-31T01:30:00Z"),
        List.of("一,二"),
        List.of("x", "", "x"),
        Way.TRANSFER,
        "6222",
        List.of(new Item("a", 1), new Item("b,c", 2)),
        new Spot("街", 5),
        new Spot("另街", null),
        null);
  }

  @Test
  void whatIsKeptReadsBack() {
    Everything whole = everything();
    Map<String, Object> kept = FORMS.kept(whole);
    assertThat(kept)
        .containsEntry("handler", "某队")
        .containsEntry("sum", "3.00")
        .containsEntry("way-of-old", "TRANSFER")
        .containsEntry("street", "街")
        .doesNotContainKeys("note", "-", "to", "way", "third", "spot");
    // As the database gives it back.
    @SuppressWarnings("unchecked")
    Map<String, Object> stored = JSON.readValue(JSON.writeValueAsString(kept), Map.class);
    Everything back = FORMS.restored(Everything.class, stored);
    assertThat(back.note()).as("stands elsewhere").isEmpty();
    assertThat(FORMS.kept(back)).isEqualTo(kept);
    assertThat(back).usingRecursiveComparison().ignoringFields("note").isEqualTo(whole);
  }

  @Test
  void whatWasKeptLongAgoReadsToo() {
    Later old = FORMS.restored(Later.class, Map.of("name", " 旧 ", "marks", "一,二", "gone", "x"));
    assertThat(old.name()).isEqualTo(" 旧 ");
    assertThat(old.marks()).containsExactly("一", "二");
    assertThat(old.until()).isNull();
    assertThat(old.day()).isNull();
    assertThat(old.count()).isZero();
    assertThat(old.rows()).isEmpty();
    assertThat(old.spot()).isEqualTo(new Spot("", null));
    Later none = FORMS.restored(Later.class, Map.of());
    assertThat(none.marks()).isEmpty();
    assertThat(none.way()).isNull();
    assertThat(FORMS.kept(none)).containsOnlyKeys("count");
  }

  @Test
  void whatItSaysIsSaidInBothLanguages() {
    Map<String, String> zh = new LinkedHashMap<>();
    Map<String, String> en = new LinkedHashMap<>();
    for (Said said : FORMS.said(everything())) {
      zh.put(said.label().zh(), said.value().zh());
      en.put(said.label().en(), said.value().en());
    }
    assertThat(zh)
        .containsEntry("金额", "3.00 元")
        .containsEntry("长", "12 米")
        .containsEntry("时间", "2026-01-31 09:30")
        .containsEntry("方式", "转账")
        .containsEntry("清单", "名称：a；个数：1\n名称：b,c；个数：2")
        .containsEntry("街", "街")
        .containsEntry("另一处", "街：另街")
        .doesNotContainKey("三处");
    assertThat(en)
        .containsEntry("Sum", "3.00 yuan")
        .containsEntry("Length", "12 m")
        .containsEntry("Way", "transfer")
        .containsEntry("Items", "Name: a; Count: 1\nName: b,c; Count: 2");
  }

  // ---- schemas and start

  @Test
  void aSchemaSaysWhatIsAllowed() {
    Schema<?> schema = new Schemas(FORMS).of(Sheets.Limited.class);
    assertThat(schema.getRequired())
        .containsExactlyInAnyOrder("name", "count", "degrees", "day", "street");
    assertThat(of(schema, "name").getMinLength()).isEqualTo(2);
    assertThat(of(schema, "name").getMaxLength()).isEqualTo(20);
    assertThat(of(schema, "name").getExample()).isEqualTo("bench");
    assertThat(of(schema, "name").getDescription()).contains("名称", "as written");
    assertThat(of(schema, "count").getTypes()).containsExactly("integer");
    assertThat(of(schema, "count").getMinimum()).isEqualByComparingTo("1");
    assertThat(of(schema, "count").getMaximum()).isEqualByComparingTo("9");
    assertThat(of(schema, "degrees").getMaximum()).isEqualByComparingTo("90");
    assertThat(of(schema, "marks").getMaxItems()).isEqualTo(3);
    assertThat(of(schema, "marks").getItems().getTypes()).containsExactly("string");
    assertThat(of(schema, "way").getEnum().toString()).isEqualTo("[CASH, TRANSFER]");
    assertThat(of(schema, "second").getDescription()).contains("Only where way is TRANSFER");
    assertThat(of(schema, "day").getFormat()).isEqualTo("date");
    assertThat(of(schema, "rows").getItems().getRequired())
        .containsExactlyInAnyOrder("name", "count");
    assertThat(schema.getProperties()).containsKey("house").doesNotContainKey("spot");
  }

  private static Schema<?> of(Schema<?> schema, String name) {
    return (Schema<?>) schema.getProperties().get(name);
  }

  @Test
  void aFormThatCannotWorkIsFoundAtStart() {
    assertThatThrownBy(() -> FORMS.of(Sheets.Strange.class)).hasMessageContaining("no kind");
    assertThatThrownBy(() -> FORMS.of(Sheets.Backwards.class)).hasMessageContaining("account");
  }
}
