package cn.nongchao.form.web;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Otherwise;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.form.Titled;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Anyone;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list that nobody has but these tests. */
class Things {

  /** What colour a thing has. */
  enum Colour implements Titled {
    RED("红", "red"),
    BLUE("蓝", "blue");

    private final Text title;

    Colour(String zh, String en) {
      this.title = Text.of(zh, en);
    }

    @Override
    public Text title() {
      return title;
    }
  }

  /** Which shelf. */
  enum Shelf {
    UPPER,
    LOWER
  }

  record Query(
      @Field(zh = "名称", en = "Name") String words,
      @Field(zh = "颜色", en = "Colour") @Nullable Colour colour,
      @Field(zh = "架子", en = "Shelf") @Otherwise("UPPER") Shelf shelf,
      @Field(zh = "最早", en = "From") @Nullable LocalDate from) {}

  record Thing(
      @Key("t.id") UUID id,
      @Field(zh = "名称", en = "Name") @Link("/things/{id}") @Sortable("t.name") String name,
      @Field(zh = "颜色", en = "Colour") Colour colour,
      @Field(zh = "个数", en = "Number") @Sortable(value = "t.number", descending = true) int number,
      @Field(zh = "日期", en = "Day") LocalDate day,
      @Field(zh = "标签", en = "Marks") List<String> marks) {}

  private final JdbcClient jdbc;

  Things(JdbcClient jdbc) {
    this.jdbc = jdbc;
    jdbc.sql("create schema if not exists things_of_tests").update();
    jdbc.sql(
            "create table if not exists things_of_tests.things (id uuid primary key, name text,"
                + " colour text, shelf text, number int, day date)")
        .update();
  }

  void add(String name, Colour colour, Shelf shelf, int number, String day) {
    jdbc.sql("insert into things_of_tests.things values (?, ?, ?, ?, ?, ?)")
        .params(Ids.next(), name, colour.name(), shelf.name(), number, LocalDate.parse(day))
        .update();
  }

  void drop() {
    jdbc.sql("drop schema things_of_tests cascade").update();
  }

  @Anyone
  @Listing(
      name = "things",
      zh = "物品",
      en = "Things",
      page = "/things-of-tests",
      api = "/api/v1/things-of-tests",
      most = 1200)
  Listed<Thing> things(Query query, Page<Thing> page) {
    Selection which =
        Selection.of("select * from things_of_tests.things t where t.shelf = :shelf")
            .with("shelf", query.shelf())
            .where("t.name like :words", Selection.containing(query.words()))
            .where("t.colour = :colour", query.colour())
            .where("t.day >= :from", query.from());
    return page.list(
        jdbc,
        which,
        (row, index) ->
            new Thing(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Colour.valueOf(row.getString("colour")),
                row.getInt("number"),
                row.getObject("day", LocalDate.class),
                List.of("a", "b")));
  }
}
