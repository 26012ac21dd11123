package cn.nongchao.form;

import static cn.nongchao.form.Sending.JSON;
import static cn.nongchao.form.Sending.NO;
import static cn.nongchao.form.Sending.came;
import static cn.nongchao.form.Sending.check;
import static cn.nongchao.form.Sending.json;
import static cn.nongchao.form.Sending.page;
import static cn.nongchao.form.Sending.refused;
import static cn.nongchao.form.Sending.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** What is sent comes to the same by a page and by a program, and nothing odd comes through. */
class FormsTest {

  // ---- numbers, dates, choices

  @Test
  void numbersAreReadAsPeopleWriteThem() {
    check(Sheets.Whole.class, "４２", "42");
    check(Sheets.Whole.class, " －３ ", "-3");
    check(Sheets.Whole.class, "+7", "7");
    check(Sheets.Whole.class, "7.00", "7");
    check(Sheets.Whole.class, "-6", "value: 数不能小于 -5 | Number must be at least -5");
    check(Sheets.Whole.class, "2147483648", NO);
    check(Sheets.Whole.class, "", "value: 请填写“数” | “Number” is missing");
    for (String odd : List.of("一", "1e3", "2.5", "0x1", "1,000", "--1", "NaN", "٣", "1E3000000")) {
      check(Sheets.Whole.class, odd, NO);
    }
    check(Sheets.Wide.class, "999999999999999999", "999999999999999999");
    check(Sheets.Wide.class, "9999999999999999999", NO);
    check(Sheets.Real.class, "１２０．１５", "120.15");
    check(Sheets.Real.class, "1e-4", "1.0E-4");
    for (String odd : List.of("Infinity", "NaN", "1e400", "0x1p3", "1d")) {
      check(Sheets.Real.class, odd, NO);
    }
    check(Sheets.Exact.class, "1,234,567.890", "1234567.890");
    check(Sheets.Exact.class, "0.1", "0.1");
    check(Sheets.Exact.class, "1E300000000", NO);
    check(Sheets.Sum.class, "1,200.50", "1200.50");
    check(Sheets.Sum.class, "¥1200.5", "1200.50");
    check(Sheets.Sum.class, "￥１，２００。５", "1200.50");
    check(Sheets.Sum.class, "1200元", "1200.00");
    check(Sheets.Sum.class, "-0.01", "-0.01");
    check(Sheets.Sum.class, "0.001", NO);
    check(Sheets.Sum.class, "$5", NO);
    check(Sheets.Sum.class, "99999999999999", NO);
  }

  /** A program may send a number as a number: what is meant is the same, to the last digit. */
  @Test
  void jsonNumbersAreExact() {
    assertThat(came(json(Sheets.Sum.class, "{\"value\":12345678.9}"))).isEqualTo("12345678.90");
    assertThat(came(json(Sheets.Sum.class, "{\"value\":1200}"))).isEqualTo("1200.00");
    assertThat(came(json(Sheets.Sum.class, "{\"value\":10000000.00}"))).isEqualTo("10000000.00");
    assertThat(came(json(Sheets.Exact.class, "{\"value\":123456789012345678.123456789}")))
        .isEqualTo("123456789012345678.123456789");
    assertThat(came(json(Sheets.Exact.class, "{\"value\":0.00001}"))).isEqualTo("0.00001");
    assertThat(came(json(Sheets.Real.class, "{\"value\":0.00001}"))).isEqualTo("1.0E-5");
    assertThat(came(json(Sheets.Whole.class, "{\"value\":42}"))).isEqualTo("42");
    assertThat(came(json(Sheets.Wide.class, "{\"value\":1e3}"))).isEqualTo("1000");
    assertThat(came(json(Sheets.Ticked.class, "{\"value\":true}"))).isEqualTo("true");
  }

  @Test
  void hugeNumbersAreRefusedAtOnce() {
    String million = "9".repeat(1_000_000);
    for (Class<?> form :
        List.of(Sheets.Whole.class, Sheets.Exact.class, Sheets.Sum.class, Sheets.Moment.class)) {
      assertTimeout(Duration.ofSeconds(5), () -> check(form, million, NO));
      for (String number : List.of("1E300000000", "-1e-300000000", "1e999999999")) {
        refused(json(form, "{\"value\":" + number + "}"), "value");
      }
      assertThat(json(form, "{\"value\":" + million + "}").isDone()).isFalse();
    }
  }

  @Test
  void datesAreReadAsPeopleWriteThem() {
    for (String typed :
        List.of(
            "2026-01-31", "2026/1/31", "2026.1.31", "2026年1月31日", "２０２６－０１－３１", "2026 - 1 - 31")) {
      check(Sheets.Day.class, typed, "2026-01-31");
    }
    for (String odd :
        List.of(
            "2026-02-30",
            "31/1/2026",
            "1899-12-31",
            "2201-01-01",
            "+999999999-01-01",
            "昨天",
            "2026-1",
            "20260131",
            "0-0-0",
            "2026--1-1")) {
      check(Sheets.Day.class, odd, NO);
    }
    check(Sheets.Moment.class, "2026-01-31T09:30", "2026-01-31T01:30:00Z");
    check(Sheets.Moment.class, "2026-01-31T09:30:00+08:00", "2026-01-31T01:30:00Z");
    check(Sheets.Moment.class, "2026-01-31T01:30:00Z", "2026-01-31T01:30:00Z");
    for (String odd :
        List.of(
            "2026-01-31",
            "9:30",
            "+999999999-12-31T23:59:59-18:00",
            "-999999999-01-01T00:00:00+18:00",
            "+999999999-12-31T23:59:59",
            "2026-02-30T10:00",
            "2026-01-31T25:00")) {
      check(Sheets.Moment.class, odd, NO);
    }
  }

  @Test
  void limitsOfDaysAreSaidInBothLanguages() {
    assertThat(came(page(Sheets.Due.class, sent("value", "2001-01-01", "found", "2199-01-01"))))
        .isEqualTo(
            "value: 期限不能在过去 | Until cannot have passed\n"
                + "found: 发现不能在将来 | Found cannot lie ahead");
  }

  @Test
  void choicesAndBoxes() {
    check(Sheets.Chosen.class, "CASH", "CASH");
    check(Sheets.Chosen.class, " cash ", "CASH");
    check(Sheets.Chosen.class, "现金", "value: 应为 现金、转账 之一");
    check(Sheets.Chosen.class, "", "value: 请选择“方式” | choose “Way”");
    for (String yes : List.of("true", "on", "1", "yes")) check(Sheets.Ticked.class, yes, "true");
    check(Sheets.Ticked.class, "false", "false");
    check(Sheets.Ticked.class, "", "false");
    check(Sheets.Ticked.class, "maybe", NO);
    assertThat(came(page(Sheets.Ticked.class, Map.of()))).isEqualTo("false");
    refused(Sheets.Told.class, Map.of(), "{}", "value");
    // A box that must be said also sends what it is when empty.
    assertThat(came(page(Sheets.Told.class, Map.of("value", List.of("true", "false")))))
        .isEqualTo("true");
  }

  @Test
  void listsKeepWhatDiffers() {
    Map<String, List<String>> twice = Map.of("value", List.of("a", " a ", "", "b"));
    assertThat(came(page(Sheets.Marked.class, twice))).isEqualTo("[a, b]");
    assertThat(came(json(Sheets.Marked.class, "{\"value\":[\"a\",\" a \",null,\"b\"]}")))
        .isEqualTo("[a, b]");
    assertThat(came(json(Sheets.Marked.class, "{\"value\":\"a,b\"}"))).isEqualTo("[a,b]");
    assertThat(came(json(Sheets.Marked.class, "{\"value\":[]}"))).isEqualTo("[]");
    assertThat(came(json(Sheets.Ways.class, "{\"value\":[\"TRANSFER\",\"cash\"]}")))
        .isEqualTo("[TRANSFER, CASH]");
    refused(
        Sheets.Marked.class,
        Map.of("value", List.of("a", "b", "c", "d")),
        "{\"value\":[\"a\",\"b\",\"c\",\"d\"]}",
        "value");
    refused(
        Sheets.Ways.class,
        Map.of("value", List.of("CASH", "SHELLS")),
        "{\"value\":[\"CASH\",\"SHELLS\"]}",
        "value");
  }

  // ---- forms

  @Test
  void whatIsAskedDependsOnWhatWasSaid() {
    assertThat(came(page(Sheets.Paid.class, Map.of()))).isEqualTo("paid=false, way=null, account=");
    // Left out where it is not asked, even where it is wrong.
    String other = "paid=false, way=null, account=";
    assertThat(came(page(Sheets.Paid.class, sent("way", "TRANSFER", "account", "\u0000"))))
        .isEqualTo(other);
    assertThat(came(json(Sheets.Paid.class, "{\"way\":\"SHELLS\",\"account\":{\"a\":1}}")))
        .isEqualTo(other);
    refused(Sheets.Paid.class, sent("paid", "on"), "{\"paid\":true}", "way");
    refused(
        Sheets.Paid.class,
        sent("paid", "yes", "way", " transfer"),
        "{\"paid\":1,\"way\":\"transfer\"}",
        "account");
    assertThat(came(json(Sheets.Paid.class, "{\"paid\":\"1\",\"way\":\"Transfer\",\"account\":9}")))
        .isEqualTo("paid=true, way=TRANSFER, account=9");
    assertThat(came(page(Sheets.Paid.class, sent("paid", "true", "way", "cash", "account", "9"))))
        .isEqualTo("paid=true, way=CASH, account=");
  }

  @Test
  void aTableHasTheRowsThatWereFilledIn() {
    String two = "[Item[name=a, count=1], Item[name=b, count=2]]";
    assertThat(
            came(
                page(
                    Sheets.Table.class,
                    sent(
                        "rows/0/name",
                        "a",
                        "rows/0/count",
                        "1",
                        "rows/1/name",
                        " ",
                        "rows/1/count",
                        "",
                        "rows/2/name",
                        "b",
                        "rows/2/count",
                        "2"))))
        .isEqualTo(two);
    assertThat(
            came(
                json(
                    Sheets.Table.class,
                    "{\"rows\":[{\"name\":\"a\",\"count\":1},null,{},"
                        + "{\"name\":\"b\",\"count\":2}]}")))
        .isEqualTo(two);
    refused(
        Sheets.Table.class,
        sent("rows/0/name", "a", "rows/0/count", "1", "rows/1/name", "", "rows/1/count", "x"),
        "{\"rows\":[{\"name\":\"a\",\"count\":1},{\"name\":\"\",\"count\":\"x\"}]}",
        "rows/1/name",
        "rows/1/count");
    refused(Sheets.Table.class, sent("rows/0/name", ""), "{\"rows\":[{\"name\":\"\"}]}", "rows");
    refused(Sheets.Table.class, Map.of(), "{}", "rows");
    String four =
        IntStream.range(0, 4)
            .mapToObj(i -> "{\"name\":\"n" + i + "\",\"count\":1}")
            .collect(Collectors.joining(","));
    refused(json(Sheets.Table.class, "{\"rows\":[" + four + "]}"), "rows");
  }

  @Test
  void aGroupStandsByItselfOrBeside() {
    assertThat(came(page(Sheets.Placed.class, sent("name", "n", "street", "s", "house", "３"))))
        .isEqualTo("name=n, spot=Spot[street=s, house=3]");
    assertThat(came(json(Sheets.Placed.class, "{\"name\":\"n\",\"street\":\"s\",\"house\":3}")))
        .isEqualTo("name=n, spot=Spot[street=s, house=3]");
    refused(Sheets.Placed.class, sent("house", "x"), "{\"house\":\"x\"}", "street", "house");
    String grouped = "name=n, spot=Spot[street=s, house=null], other=null";
    assertThat(came(page(Sheets.Grouped.class, sent("name", "n", "spot/street", "s"))))
        .isEqualTo(grouped);
    assertThat(came(json(Sheets.Grouped.class, "{\"name\":\"n\",\"spot\":{\"street\":\"s\"}}")))
        .isEqualTo(grouped);
    refused(
        Sheets.Grouped.class,
        sent("other/house", "x"),
        "{\"other\":{\"house\":\"x\"}}",
        "spot/street",
        "other/street",
        "other/house");
    refused(json(Sheets.Grouped.class, "{\"spot\":\"s\",\"other\":[{}]}"), "spot", "other");
  }

  @Test
  void fieldsMustFitTogether() {
    refused(
        Sheets.Span.class,
        sent("from", "2026-02-01", "to", "2026-01-01"),
        "{\"from\":\"2026-02-01\",\"to\":\"2026-01-01\"}",
        "to");
    // Not asked before each is right by itself.
    refused(Sheets.Span.class, sent("to", "x"), "{\"to\":\"x\"}", "from", "to");
  }

  @Test
  void jsonOfTheWrongShapeIsRefusedByItsField() {
    for (String odd :
        List.of("{\"a\":1}", "[[\"a\"]]", "[{\"a\":1}]", "[\"a\"]", "[\"a\",\"b\"]", "[]")) {
      refused(json(Sheets.Line.class, "{\"value\":" + odd + "}"), "value");
      refused(json(Sheets.Whole.class, "{\"value\":" + odd + "}"), "value");
    }
    refused(page(Sheets.Line.class, Map.of("value", List.of("a", "b"))), "value");
    refused(json(Sheets.Marked.class, "{\"value\":{\"a\":1}}"), "value");
    refused(json(Sheets.Marked.class, "{\"value\":[\"a\",[\"b\"],\"c\"]}"), "value/1");
    refused(json(Sheets.Marked.class, "{\"value\":[{\"a\":1}]}"), "value/0");
    refused(json(Sheets.Table.class, "{\"rows\":{\"name\":\"a\",\"count\":1}}"), "rows");
    refused(json(Sheets.Table.class, "{\"rows\":[\"a\"]}"), "rows");
    refused(json(Sheets.Table.class, "{\"rows\":[{\"name\":\"a\",\"count\":1},\"b\"]}"), "rows/1");
    refused(json(Sheets.Table.class, "{\"rows\":[[{\"name\":\"a\",\"count\":1}]]}"), "rows/0");
    for (String body : List.of("", "[]", "\"a\"", "null", "1", "{", "{\"value\":}", "{}}", "a=b")) {
      refused(json(Sheets.Line.class, body), (String) null);
    }
  }

  @Test
  void whatNobodyAskedForIsLeftAlone() {
    assertThat(
            came(json(Sheets.Line.class, "{\"value\":\"a\",\"more\":[[1],{}],\"\":{\"x\":null}}")))
        .isEqualTo("a");
    assertThat(came(page(Sheets.Line.class, sent("value", "a", "1", "x", "2", "y"))))
        .isEqualTo("a");
    assertThat(came(page(Sheets.Line.class, sent("1", "x")))).isEqualTo("");
    assertThat(came(page(Sheets.Line.class, sent("/", "x", "", "y", "//", "z")))).isEqualTo("");
    assertThat(came(page(Sheets.Line.class, sent("value", "a", "value/b", "x")))).isEqualTo("a");
    refused(page(Sheets.Line.class, sent("value/b", "x", "value", "a")), "value");
    String keys =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", ",\"value\":\"a\"}"));
    assertThat(came(json(Sheets.Line.class, keys))).isEqualTo("a");
    String deep = "{\"value\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
    refused(json(Sheets.Line.class, deep), (String) null);
    String objects = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    refused(json(Sheets.Line.class, objects), (String) null);
    refused(
        json(Sheets.Line.class, "{\"value\":" + "[".repeat(300) + "]".repeat(300) + "}"), "value");
    String path = "a/".repeat(5000) + "a";
    assertThat(came(page(Sheets.Line.class, sent(path, "x")))).isEqualTo("");
  }

  @Test
  void noMoreIsReadThanMayBeSent() {
    String long2 = "{\"value\":\"" + "a".repeat(JsonBodies.MOST) + "\"}";
    assertThat(came(json(Sheets.Line.class, long2))).contains("too large");
    String spaces = " ".repeat(JsonBodies.MOST - 30) + "{\"value\":\"a\"}";
    assertThat(came(json(Sheets.Line.class, spaces))).isEqualTo("a");
  }

  @Test
  void onlyJsonIsReadAsJson() {
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "json", "", "*/*")) {
      MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
      request.addHeader("Content-Type", type);
      request.setContent("{}".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> new JsonBodies(JSON).read(request))
          .as(type)
          .isInstanceOf(HttpMediaTypeNotSupportedException.class);
    }
  }
}
