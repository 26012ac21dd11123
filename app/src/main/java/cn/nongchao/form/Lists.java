package cn.nongchao.form;

import cn.nongchao.form.Columns.Column;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Templates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads what is asked of declared lists, and shows what they answer. */
@Component
public class Lists {

  /** What is not broken over two lines: a date, a number, a stage. */
  private static final int BRIEF = 18;

  private final Forms forms;
  private final FormViews views;
  private final Templates templates;
  private final ObjectProvider<Beside> beside;

  Lists(Forms forms, FormViews views, Templates templates, ObjectProvider<Beside> beside) {
    this.beside = beside;
    this.forms = forms;
    this.views = views;
    this.templates = templates;
  }

  /**
   * A list as declared: what it asks for and what its rows are. Made once, which finds at start
   * what could be neither read nor said.
   */
  public final class Shape {

    private final Listing listing;
    private final @Nullable Class<?> query;
    private final Order order;
    private final Columns columns;

    Shape(Listing listing, @Nullable Class<?> query, Class<?> row) {
      this.listing = listing;
      this.query = query;
      this.order = new Order(row);
      this.columns = new Columns(row, forms);
      if (query != null) forms.of(query);
    }

    /** What the method is called with; {@code query} is null for a list without filters. */
    public record Call(@Nullable Object query, Page<?> page) {}

    public Asked asked(String path, Map<String, String[]> parameters) {
      return Asked.of(path, parameters, query == null ? null : forms.of(query));
    }

    public Outcome<Call> call(Asked asked, Asking asking) {
      List<Refusal> wrong = new ArrayList<>();
      Object read = null;
      if (query == null) wrong.addAll(asked.odd());
      else read = value(asked.query(forms, query, asking), wrong);
      Page<?> page = value(Page.read(order, asked.which(formOf()), asked.around()), wrong);
      if (page == null || !wrong.isEmpty()) {
        return Outcome.refused(wrong);
      }
      return Outcome.done(new Call(read, page));
    }

    private Form<?> formOf() {
      Class<?> fields = query == null ? Nothing.class : query;
      return forms.of(fields);
    }

    /** The same, from there on, for a file that holds all. */
    public Call whole(Call call, @Nullable String next) {
      return new Call(call.query(), call.page().on(next, next == null ? listing.most() : 0));
    }

    public List<String> sortable() {
      return List.copyOf(order.columns().keySet());
    }

    public List<Text> heads() {
      return columns.shown().stream().map(column -> column.field().label()).toList();
    }

    /** What a file holds of each row: numbers and days as they are, anything else in words. */
    public List<List<Object>> cells(List<?> rows) {
      Map<String, Map<Object, Text>> said = columns.said(rows);
      List<List<Object>> all = new ArrayList<>();
      for (Object row : rows) {
        List<Object> cells = new ArrayList<>();
        for (Column column : columns.shown()) {
          List<?> values = column.values(row);
          boolean raw = values.size() == 1 && isRaw(values.getFirst());
          cells.add(raw ? values.getFirst() : cell(column, row, said));
        }
        all.add(cells);
      }
      return all;
    }

    private static boolean isRaw(Object value) {
      return value instanceof Number || value instanceof LocalDate || value instanceof Instant;
    }

    private ListView.Cell cell(Column column, Object row, Map<String, Map<Object, Text>> said) {
      Map<Object, Text> words = Objects.requireNonNull(said.get(column.name()));
      List<Text> values =
          column.values(row).stream()
              .map(value -> words.getOrDefault(value, Text.same(value.toString())))
              .filter(text -> !text.zh().isEmpty())
              .toList();
      String href = columns.href(column, row);
      boolean brief = values.stream().allMatch(text -> text.zh().length() <= BRIEF);
      return new ListView.Cell(
          column.field().label(), values, href, column.field().isMany(), brief);
    }

    /** The page of a list, or of one that was refused. */
    public ListView view(
        Asked asked, Outcome<Call> call, @Nullable Listed<?> found, Asking asking) {
      Call read = call instanceof Outcome.Done<Call>(Call value) ? value : null;
      List<Refusal> refusals =
          call instanceof Outcome.Refused<Call>(List<Refusal> reasons) ? reasons : List.of();
      Class<?> form = query == null ? Nothing.class : query;
      State state = new State(shown(asked.typedOrUsual(formOf())), refusals, null);
      List<ListView.Applied> applied =
          Asked.applied(formOf(), read == null ? null : read.query(), asked);
      Sort sort = read == null ? order.first() : read.page().sort();
      String next = found == null ? null : found.next();
      return new ListView(
          Text.of(listing.zh(), listing.en()),
          views.filters(listing.name(), asked.path(), form, state, asking),
          applied,
          kept(asked),
          heads(asked, sort),
          found == null ? List.of() : lines(found.items()),
          found == null ? null : count(found),
          empty(!applied.isEmpty()),
          next == null ? null : asked.from(next),
          read == null || read.page().after() == null ? null : asked.from(""),
          exports(asked),
          new ListView.Slots(
              templates, listing.head(), listing.aside(), listing.row(), told(asking.caller())));
    }

    private @Nullable Object told(@Nullable Caller caller) {
      return beside.stream()
          .filter(one -> one.list().equals(listing.name()))
          .findFirst()
          .map(one -> one.tell(caller))
          .orElse(null);
    }

    private static Map<String, List<String>> shown(Map<String, List<String>> typed) {
      Map<String, List<String>> all = new LinkedHashMap<>();
      typed.forEach((name, texts) ->
          all.put(name, texts.stream().filter(t -> Characters.wrong(t) == null).toList()));
      return all;
    }

    private static Map<String, String> kept(Asked asked) {
      String sort = asked.around().getOrDefault("sort", "");
      return sort.isEmpty() || Characters.wrong(sort) != null ? Map.of() : Map.of("sort", sort);
    }

    private List<ListView.Head> heads(Asked asked, Sort sort) {
      List<ListView.Head> heads = new ArrayList<>();
      for (Column column : columns.shown()) {
        Order.By by = order.columns().get(column.name());
        boolean current = sort.column().equals(column.name());
        boolean descending = by != null && (current ? !sort.descending() : by.descending());
        heads.add(
            new ListView.Head(
                column.field().label(),
                by == null ? null : asked.sorted(new Sort(column.name(), descending)),
                !current ? null : sort.descending() ? "descending" : "ascending"));
      }
      return heads;
    }

    private List<ListView.Line> lines(List<?> rows) {
      Map<String, Map<Object, Text>> said = columns.said(rows);
      List<ListView.Line> lines = new ArrayList<>();
      for (Object row : rows) {
        lines.add(
            new ListView.Line(
                row, columns.shown().stream().map(one -> cell(one, row, said)).toList()));
      }
      return lines;
    }

    private static @Nullable Text count(Listed<?> found) {
      Long total = found.total();
      if (total == null) return null;
      return found.more()
          ? Text.of(total + " 条以上", "more than " + total)
          : Text.of("共 " + total + " 条", total + " in all");
    }

    private Text empty(boolean filtered) {
      if (!listing.emptyZh().isEmpty()) return Text.of(listing.emptyZh(), listing.emptyEn());
      return filtered
          ? Text.of("没有符合条件的记录。去掉或放宽条件再查。", "Nothing matches. Remove or widen a filter.")
          : Text.of("还没有记录。", "There is nothing yet.");
    }

    private static Map<String, String> exports(Asked asked) {
      Map<String, String> all = new LinkedHashMap<>();
      for (String ending : List.of("xlsx", "csv")) all.put(ending, asked.as("." + ending));
      return all;
    }
  }

  private static <T> @Nullable T value(Outcome<T> outcome, List<Refusal> wrong) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(List<Refusal> reasons) -> {
        wrong.addAll(reasons);
        yield null;
      }
    };
  }

  public Shape shape(Listing listing, @Nullable Class<?> query, Class<?> row) {
    return new Shape(listing, query, row);
  }

  /** The query of a list without filters. */
  record Nothing() {}
}
