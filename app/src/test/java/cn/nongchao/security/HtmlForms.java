package cn.nongchao.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The links and the forms of a page of ours, which is well written HTML. */
final class HtmlForms {

  private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern CONTROL =
      Pattern.compile(
          "(?s)<(?:(?:input|button)\\b([^>]*)>"
              + "|(?:textarea|select)\\b([^>]*)>(.*?)</(?:textarea|select))");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+)))?");
  private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");
  private static final Pattern LINK = Pattern.compile("\\bhref=\"(/[^\"#]*)");

  /**
   * One form.
   *
   * @param fields by name, with what would be sent for each if nobody touched it
   * @param choices what a field offers
   */
  record Form(
      String method, String action, Map<String, String> fields, Map<String, List<String>> choices) {

    /** The same form of another thing counts as the same. */
    String shape() {
      return method + " " + HtmlForms.shape(action) + " " + new TreeSet<>(fields.keySet());
    }
  }

  private HtmlForms() {}

  /** An address with whatever names one thing replaced. */
  static String shape(String address) {
    return address
        .replaceAll("\\?.*", "")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
        .replaceAll("/[0-9A-Z]{12}(?=/|$)", "/{short}")
        .replaceAll("/[0-9]{2,15}(?=/|$)", "/{code}")
        .replaceAll("/[0-9]{2,15}(?=[./]|$)", "/{code}");
  }

  static Set<String> links(String html) {
    Set<String> all = new TreeSet<>();
    Matcher link = LINK.matcher(html);
    while (link.find()) all.add(HtmlUtils.htmlUnescape(link.group(1)));
    return all;
  }

  static List<Form> of(String html, String page) {
    List<Form> all = new ArrayList<>();
    Matcher form = FORM.matcher(html);
    while (form.find()) {
      Map<String, String> said = attributes(form.group(1));
      String action = said.getOrDefault("action", "");
      String method = said.getOrDefault("method", "get").toUpperCase(java.util.Locale.ROOT);
      all.add(controls(form.group(2), method, action.isEmpty() ? page : action));
    }
    return all;
  }

  private static Form controls(String html, String method, String action) {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, List<String>> choices = new LinkedHashMap<>();
    Matcher control = CONTROL.matcher(html);
    while (control.find()) {
      boolean plain = control.group(1) != null;
      Map<String, String> said = attributes(control.group(plain ? 1 : 2));
      String name = said.getOrDefault("name", "");
      if (name.isEmpty()) continue;
      List<String> offered = new ArrayList<>();
      Matcher option = OPTION.matcher(control.group(3) == null ? "" : control.group(3));
      while (option.find()) offered.add(attributes(option.group(1)).getOrDefault("value", ""));
      boolean box = said.getOrDefault("type", "").matches("radio|checkbox");
      if (box) offered.add(said.getOrDefault("value", "on"));
      choices.computeIfAbsent(name, n -> new ArrayList<>()).addAll(offered);
      fields.putIfAbsent(name, said.getOrDefault("value", ""));
    }
    fields.replaceAll((name, value) -> {
      List<String> offered = choices.getOrDefault(name, List.of());
      return value.isEmpty() && !offered.isEmpty() ? offered.getLast() : value;
    });
    return new Form(method, action, fields, choices);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher one = ATTRIBUTE.matcher(text);
    while (one.find()) {
      String value =
          one.group(2) != null ? one.group(2) : one.group(3) != null ? one.group(3) : one.group(4);
      all.put(one.group(1), value == null ? "" : HtmlUtils.htmlUnescape(value));
    }
    return all;
  }
}
