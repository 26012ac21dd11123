package cn.nongchao.form.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.form.Write;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes that nobody has but these tests: one for each thing over which a write can hold. */
@Doors
@Profile("lending")
class Counters {

  /** What goes wrong after it was written. */
  enum Then implements Titled {
    @Words(zh = "被拒绝", en = "refused")
    REFUSED,
    @Words(zh = "出错", en = "fails")
    FAILS
  }

  record Note(
      UUID id,
      @Field(zh = "名称", en = "Name") @NotBlank @Size(max = 20) String name,
      @Field(zh = "个数", en = "Count") @Max(9) @Nullable Integer count,
      @Field(zh = "然后", en = "Then") @Nullable Then then) {}

  record Put(
      UUID id,
      @Field(zh = "名称", en = "Name") @NotBlank String name,
      @Field(zh = "地点", en = "Place") @On @Among(within = Within.ANYWHERE) DivisionCode place) {}

  record Noted(UUID id, String name) {}

  static final Refusal LATE = Refusal.of("refused-late", "事后才发现不行", "found wrong afterwards");

  private final JdbcClient jdbc;

  Counters(JdbcClient jdbc) {
    this.jdbc = jdbc;
    jdbc.sql("create schema if not exists counters_of_tests").update();
    jdbc.sql(
            "create table if not exists counters_of_tests.notes"
                + " (id uuid primary key, name text not null)")
        .update();
  }

  long count(String name) {
    return jdbc.sql("select count(*) from counters_of_tests.notes where name = ?")
        .param(name)
        .query(Long.class)
        .single();
  }

  private Outcome<Noted> noted(UUID id, String name, @Nullable Then then) {
    jdbc.sql("insert into counters_of_tests.notes values (?, ?) on conflict do nothing")
        .params(id, name)
        .update();
    if (then == Then.FAILS) throw new IllegalStateException("as asked for");
    return then == null ? Outcome.done(new Noted(id, name)) : Outcome.refused(LATE);
  }

  @Write(
      name = "own-of-tests",
      zh = "记下",
      en = "Note down",
      page = "/of-tests/own",
      back = "/of-tests",
      to = "/of-tests?made={id}",
      api = "POST /api/v1/of-tests/own",
      makes = "/api/v1/of-tests/own/{id}",
      over = Over.OWN)
  Outcome<Noted> own(Note note, Viewer viewer) {
    return noted(note.id(), note.name(), note.then());
  }

  @Write(
      name = "whole-of-tests",
      zh = "全域记下",
      en = "Note for all",
      page = "/of-tests/whole",
      back = "/of-tests",
      api = "POST /api/v1/of-tests/whole",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE)
  Outcome<Noted> whole(Note note, Viewer viewer) {
    return noted(note.id(), note.name(), note.then());
  }

  @Write(
      name = "open-of-tests",
      zh = "公开记下",
      en = "Note by anyone",
      page = "/of-tests/open",
      back = "/of-tests",
      api = "POST /api/v1/of-tests/open",
      over = Over.PUBLIC)
  Outcome<Noted> open(Note note) {
    return noted(note.id(), note.name(), note.then());
  }

  @Write(
      name = "field-of-tests",
      zh = "某处记下",
      en = "Note somewhere",
      page = "/of-tests/field",
      back = "/of-tests",
      api = "POST /api/v1/of-tests/field",
      by = CasesRoles.DISPATCHER,
      over = Over.FIELD)
  Outcome<Noted> field(Put put, Viewer viewer) {
    return noted(put.id(), put.name(), null);
  }

  @Write(
      name = "subject-of-tests",
      zh = "此处记下",
      en = "Note here",
      page = "/of-tests/places/{place}",
      back = "/of-tests",
      api = "PUT /api/v1/of-tests/places/{place}",
      by = CasesRoles.DISPATCHER,
      over = Over.SUBJECT)
  Outcome<Nothing> subject(@On DivisionCode place, Note note, Viewer viewer) {
    return noted(note.id(), note.name() + " " + place, note.then()).map(made -> new Nothing());
  }
}
