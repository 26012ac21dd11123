package cn.nongchao.form;

import cn.nongchao.form.Form.Part;
import cn.nongchao.form.Given.Leaf;
import cn.nongchao.platform.Fingerprint;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a list, as its query record and as an address, from the parameters of either
 * door. What is no filter of this list is refused, so that nobody takes all for some.
 *
 * @param typed filters as typed, by name
 * @param around limit, order and where to begin
 */
public record Asked(
    String path, Map<String, List<String>> typed, Map<String, String> around, List<Refusal> odd) {

  private static final Set<String> AROUND = Set.of("limit", "sort", "after");

  static Asked of(String path, Map<String, String[]> parameters, @Nullable Form<?> query) {
    Map<String, List<String>> typed = new LinkedHashMap<>();
    Map<String, String> around = new LinkedHashMap<>();
    List<Refusal> odd = new ArrayList<>();
    Set<String> fields = new LinkedHashSet<>();
    if (query != null) {
      for (FormField field : query.fields()) {
        fields.add(field.name());
        List<String> said = said(field, parameters.get(field.name()));
        if (!said.isEmpty()) typed.put(field.name(), said);
      }
    }
    parameters.forEach((name, values) -> {
      if (AROUND.contains(name)) around.put(name, values[0].strip());
      else if (odd.size() < Reader.MOST_REFUSALS && !fields.contains(name) && !name.equals("lang"))
        odd.add(unknown(name, fields));
    });
    return new Asked(path, typed, around, odd);
  }

  /** Several values of one filter come each by itself or joined by commas. */
  private static List<String> said(FormField field, String @Nullable [] sent) {
    if (sent == null) return List.of();
    Stream<String> all = Stream.of(sent);
    if (field.isMany()) all = all.flatMap(text -> Stream.of(text.split(",")));
    return all.filter(text -> !text.isBlank()).toList();
  }

  private static Refusal unknown(String name, Set<String> fields) {
    String shown = Characters.wrong(name) == null ? Basics.shown(name) : "?";
    String all = String.join(", ", fields) + (fields.isEmpty() ? "" : ", ") + "limit, sort, after";
    return Refusal.field(
        shown,
        "没有“" + shown + "”这个筛选条件；可用：" + all,
        "there is no filter “" + shown + "”; there are " + all);
  }

  /** The query, or every reason why it is none; each names its parameter. */
  <Q> Outcome<Q> query(Forms forms, Class<Q> query, Asking asking) {
    Map<String, Given> parts = new LinkedHashMap<>();
    typedOrUsual(forms.of(query)).forEach((name, texts) -> parts.put(name, new Leaf(texts)));
    Outcome<Q> read = forms.read(query, new Given.Tree(parts), asking);
    List<Refusal> wrong = new ArrayList<>(odd);
    if (read instanceof Outcome.Refused<Q>(List<Refusal> reasons)) wrong.addAll(reasons);
    return wrong.isEmpty() ? read : Outcome.refused(wrong);
  }

  Map<String, List<String>> typedOrUsual(Form<?> query) {
    Map<String, List<String>> all = new LinkedHashMap<>(typed);
    for (FormField field : query.fields()) {
      Otherwise usual = field.annotation(Otherwise.class);
      if (usual != null) all.putIfAbsent(field.name(), List.of(usual.value()));
    }
    return all;
  }

  /** Which list and which of it, in a few letters; however its filters are written. */
  String which(Form<?> query) {
    Map<String, Set<String>> filters = new TreeMap<>();
    typedOrUsual(query).forEach((name, texts) -> filters.put(name, new TreeSet<>(texts)));
    return Fingerprint.brief(path, filters);
  }

  /** A refusal as somebody without the form beside it reads it. */
  public static Refusal naming(Refusal refusal) {
    String field = refusal.field();
    boolean said = field == null || refusal.reason().en().contains(field);
    if (said) return refusal;
    Text reason = refusal.reason();
    Text named = Text.of(field + "：" + reason.zh(), field + ": " + reason.en());
    return new Refusal(refusal.code(), field, named);
  }

  /** The same list from its first page, without one filter. */
  String without(String filter) {
    Map<String, List<String>> rest = new LinkedHashMap<>(typed);
    rest.remove(filter);
    return address(path, rest, around.getOrDefault("sort", ""), "");
  }

  String sorted(Sort sort) {
    return address(path, typed, sort.text(), "");
  }

  String from(String after) {
    return address(path, typed, around.getOrDefault("sort", ""), after);
  }

  /** As a file. */
  String as(String ending) {
    return address(path + ending, typed, around.getOrDefault("sort", ""), "");
  }

  private String address(String at, Map<String, List<String>> filters, String sort, String after) {
    List<String> parts = new ArrayList<>();
    filters.forEach((name, values) -> values.forEach(value -> parts.add(part(name, value))));
    boolean file = !at.equals(path);
    if (!sort.isEmpty()) parts.add(part("sort", sort));
    String limit = around.getOrDefault("limit", "");
    if (!limit.isEmpty() && !file) parts.add(part("limit", limit));
    if (!after.isEmpty()) parts.add(part("after", after));
    return parts.isEmpty() ? at : at + "?" + String.join("&", parts);
  }

  private static String part(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Filters that narrow the list, in words. */
  static List<ListView.Applied> applied(Form<?> form, @Nullable Object query, Asked asked) {
    List<ListView.Applied> all = new ArrayList<>();
    if (query == null) return all;
    for (Part part : form.parts()) {
      String name = part.field().name();
      Object value = asked.typed().containsKey(name) ? Form.value(part, query) : null;
      if (value == null || part.kind() == null || !part.field().isAsked()) continue;
      Text said = said(part.kind(), value);
      all.add(new ListView.Applied(part.field().label(), said, asked.without(name)));
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the part's kind serves the part's values
  private static Text said(FieldKind<?> kind, Object value) {
    FieldKind<Object> own = (FieldKind<Object>) kind;
    if (!(value instanceof Iterable<?> many)) return own.say(value);
    List<Text> all = new ArrayList<>();
    many.forEach(one -> all.add(own.say(one)));
    return Text.of(
        String.join("、", all.stream().map(Text::zh).toList()),
        String.join(", ", all.stream().map(Text::en).toList()));
  }
}
