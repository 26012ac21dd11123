package cn.nongchao.people.imports;

import cn.nongchao.form.Characters;
import cn.nongchao.form.Form;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.form.Spans;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.ImportKind.Row;
import cn.nongchao.people.ImportKind.Verdict;
import cn.nongchao.people.Importing;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One look at a file: its cells as rows of a kind, and what each would do. */
final class Look<R extends Record> {

  private static final Pattern DAY =
      Pattern.compile(
          "长期|永久|无固定期限|\\d{8}(?!\\d)|\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?");

  private static final Pattern BETWEEN = Pattern.compile("[\\s\\-–—~～至到起止（）()]*");

  private static final Pattern LOST = Pattern.compile("[0-9.]+[eE]\\+?[0-9]{2}");

  private final ImportKind<R> kind;
  private final Forms forms;
  private final Form<R> form;
  private final List<Column> columns;
  private final Importing by;

  Look(ImportKind<R> kind, Forms forms, Importing by) {
    this.kind = kind;
    this.forms = forms;
    this.form = forms.of(kind.row());
    this.columns = Column.of(form, kind.needed());
    this.by = by;
  }

  /** What the cells of rows say, by column; what they do is not asked yet. */
  List<Item> values(List<Item> items, List<Heading> headings, Choices choices) {
    Map<String, List<Heading>> where = new LinkedHashMap<>();
    for (Heading heading : headings) {
      String column = choices.meaning(heading, columns, kind.passedOver());
      if (column != null && !column.equals(Choices.LEFT_OUT)) {
        where.computeIfAbsent(column, name -> new ArrayList<>()).add(heading);
      }
    }
    return items.stream().map(item -> values(item, where, choices.said())).toList();
  }

  /** Whether a heading of the file is this column. */
  boolean isIn(String column, List<Heading> headings, Choices choices) {
    return headings.stream()
        .anyMatch(one -> column.equals(choices.meaning(one, columns, kind.passedOver())));
  }

  private Item values(Item item, Map<String, List<Heading>> where, Map<String, String> said) {
    Map<String, String> values = new HashMap<>();
    List<Refusal> wrong = new ArrayList<>();
    where.forEach((column, headings) -> {
      for (Heading heading : headings) {
        String cell = heading.at() < item.cells().size() ? item.cells().get(heading.at()) : "";
        Text odd = Characters.wrong(cell);
        String clean = odd == null ? Characters.clean(cell) : "";
        if (odd != null) wrong.add(new Refusal("bad-input", column, odd));
        if (clean == null || clean.isEmpty()) continue;
        String value = withUnit(clean, column, heading);
        String before = values.putIfAbsent(column, value);
        if (before != null && !before.equals(value)) {
          wrong.add(
              Refusal.field(column, "有两列都是这一项，内容不同", "two columns say this, and differently"));
        }
      }
    });
    if (!values.isEmpty()) {
      said.forEach(values::putIfAbsent);
      kind.unsaid()
          .forEach((column, value) -> {
            if (!where.containsKey(column)) values.putIfAbsent(column, value.zh());
          });
      DivisionCode home = by.home();
      for (FormField field : form.fields()) {
        boolean place = field.type() == DivisionCode.class && kind.sayable().contains(field.name());
        if (place && home != null) values.putIfAbsent(field.name(), home.value());
      }
    }
    return new Item(item.line(), item.id(), item.cells(), values, wrong, null);
  }

  private String withUnit(String cell, String column, Heading heading) {
    boolean bare = cell.matches("[0-9.]+");
    boolean takes =
        bare
            && form.fields().stream()
                .filter(field -> field.name().equals(column))
                .anyMatch(field -> forms.takesUnit(field));
    return takes ? cell + heading.unit() : cell;
  }

  /** The same rows, each with what is wrong about it or what writing it would do. */
  List<Item> judged(List<Item> items, Choices choices) {
    Map<Integer, Item> judged = new LinkedHashMap<>();
    List<Row<R>> rows = new ArrayList<>();
    List<Item> read = new ArrayList<>();
    for (Item item : items) {
      judged.put(item.line(), item);
      List<Refusal> wrong = new ArrayList<>(item.wrong());
      Outcome<R> row = read(item, wrong);
      switch (row) {
        case Outcome.Done<R>(R value) -> {
          read.add(item);
          rows.add(row(item, value, choices));
        }
        case Outcome.Refused<R>(List<Refusal> reasons) ->
            judged.put(item.line(), item.refused(reasons));
      }
    }
    List<Verdict> verdicts = kind.look(rows, by);
    for (int i = 0; i < read.size(); i++) {
      Verdict verdict = verdicts.get(i);
      judged.put(read.get(i).line(), read.get(i).judged(verdict.but(distinct(verdict.wrong()))));
    }
    return List.copyOf(judged.values());
  }

  /** Rows that are good, to be written. */
  List<Row<R>> rows(List<Item> good, Choices choices) {
    return good.stream()
        .map(item -> row(item, read(item, new ArrayList<>()).orThrow(), choices))
        .toList();
  }

  private Row<R> row(Item item, R value, Choices choices) {
    boolean other = choices.others().contains(item.line());
    return new Row<>(item.line(), item.id(), value, item.values(), other);
  }

  private Outcome<R> read(Item item, List<Refusal> wrong) {
    Map<String, String> values = new HashMap<>(item.values());
    for (FormField field : form.fields()) {
      String text = values.getOrDefault(field.name(), "");
      if (text.isEmpty()) continue;
      if (LOST.matcher(text).matches()) {
        wrong.add(
            Refusal.field(
                field.name(),
                "Excel 把这个号码存成了数字，后几位已丢失；请把单元格设为“文本”后重填",
                "Excel kept this as a number and lost its last digits: make the cell text and type"
                    + " it again"));
      }
      Spans spans = field.annotation(Spans.class);
      if (spans != null) span(text, field.name(), spans, values, wrong);
    }
    Map<String, Given> parts = new LinkedHashMap<>();
    for (FormField field : form.fields()) {
      String text = values.getOrDefault(field.name(), "");
      if (!text.isEmpty()) parts.put(field.name(), given(field, text, wrong));
    }
    Outcome<R> read = forms.read(kind.row(), new Given.Tree(parts), by.asking());
    if (read instanceof Outcome.Refused<R>(List<Refusal> reasons)) wrong.addAll(reasons);
    return wrong.isEmpty() ? read : Outcome.refused(distinct(wrong));
  }

  /** Two days from one cell; one alone is the last. */
  private static void span(
      String text, String name, Spans spans, Map<String, String> values, List<Refusal> wrong) {
    List<String> days = new ArrayList<>();
    Matcher day = DAY.matcher(text);
    while (day.find()) days.add(day.group().replaceAll("\\s", ""));
    boolean whole = BETWEEN.matcher(day.replaceAll("")).matches();
    if (days.isEmpty() || days.size() > 2 || !whole) {
      wrong.add(
          Refusal.field(
              name,
              "“" + text + "”应为一个或两个日期，如 2023.5.1-2028.4.30",
              "“" + text + "” should be one or two days, as 2023.5.1-2028.4.30"));
      return;
    }
    values.put(spans.to(), days.getLast());
    if (days.size() == 2) values.put(spans.from(), days.getFirst());
  }

  private Given given(FormField field, String text, List<Refusal> wrong) {
    Class<?> type = field.type();
    boolean named = type == OrganisationId.class || type == DivisionCode.class;
    boolean code = type == DivisionCode.class && text.matches("[0-9*]+");
    if (code || !named && !field.isMany()) return new Given.Leaf(List.of(forms.plain(field, text)));
    List<String> all = new ArrayList<>();
    for (String one : field.isMany() ? text.split("[、，,;；/\\n]+") : new String[] {text}) {
      if (one.isBlank()) continue;
      Outcome<?> found =
          type == OrganisationId.class
              ? by.organisation(one.strip())
              : type == DivisionCode.class ? by.place(one.strip()) : Outcome.done(one.strip());
      switch (found) {
        case Outcome.Done<?>(Object value) ->
            all.add(value.equals(DivisionCode.ALL) ? "*" : value.toString());
        case Outcome.Refused<?>(List<Refusal> reasons) ->
            reasons.forEach(r -> wrong.add(new Refusal(r.code(), field.name(), r.reason())));
      }
    }
    return all.isEmpty() ? Given.NOTHING : new Given.Leaf(all, field.isMany());
  }

  /** One reason for a column is enough. */
  private static List<Refusal> distinct(List<Refusal> wrong) {
    return List.copyOf(
        wrong.stream()
            .collect(
                Collectors.toMap(
                    refusal -> String.valueOf(refusal.field()).replaceFirst("/.*", ""),
                    refusal -> refusal,
                    (first, second) -> first,
                    LinkedHashMap::new))
            .values());
  }
}
