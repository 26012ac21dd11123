package cn.nongchao.platform;

import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every page needs beside its own model: language, who is signed in, menu, anti-forgery token.
 *
 * @param path of the request, for the menu
 * @param back where this page is asked for again, with what was asked for
 * @param person name of whoever is signed in; null on public pages
 * @param roles the person's roles as words
 * @param flash a message from the request before
 * @param work challenge of a proof of work that would let a refused request through; null for none
 * @param now the time the page was made, for “how long ago”
 */
public record Ui(
    Lang lang,
    String csrf,
    String path,
    String back,
    @Nullable String person,
    String roles,
    List<MenuItem> menu,
    @Nullable Text flash,
    boolean demo,
    boolean trial,
    Instant now,
    ZoneId zone,
    Drawn forms,
    @Nullable String work) {

  /** Draws the forms of declared writes, for one request. */
  public interface Drawn {

    /** Empty where the reader may not make the write. */
    Content form(Ui ui, String write, Look look, @Nullable Object initial, Object... at);

    /** Whether the reader may make the write somewhere. */
    boolean may(String write);

    /** What a write showed once instead of leading on; null for nothing. */
    @Nullable Object result(String write);
  }

  /** How a form stands on a page. */
  public enum Look {
    WHOLE,
    FOLDED,
    BUTTON
  }

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  /**
   * The form of a write, folded behind its button's words; nothing where the reader may not make
   * it.
   *
   * @param at names and values of the parts of its address, in turn
   */
  public Content form(String write, Object... at) {
    return forms.form(this, write, Look.FOLDED, null, at);
  }

  /** The same, beginning with what is there. */
  public Content folded(String write, Object initial, Object... at) {
    return forms.form(this, write, Look.FOLDED, initial, at);
  }

  /** The form whole. */
  public Content whole(String write, @Nullable Object initial, Object... at) {
    return forms.form(this, write, Look.WHOLE, initial, at);
  }

  /** A write that asks for nothing, as a small button. */
  public Content button(String write, Object... at) {
    return forms.form(this, write, Look.BUTTON, null, at);
  }

  /** Whether the reader may make a write somewhere: for a link to the page of its form. */
  public boolean may(String write) {
    return forms.may(write);
  }

  /** What a write showed once, in words; null for nothing. */
  public @Nullable Object result(String write) {
    return forms.result(write);
  }

  public String t(String zh, String en) {
    return lang == Lang.ZH ? zh : en;
  }

  public String t(Text text) {
    return text.in(lang);
  }

  public String time(@Nullable Instant at) {
    return at == null ? "—" : MINUTE.format(at.atZone(zone));
  }

  /** Without the year where it is this year's. */
  public String brief(@Nullable Instant at) {
    if (at == null) return "—";
    boolean thisYear = at.atZone(zone).getYear() == now.atZone(zone).getYear();
    return (thisYear ? SHORT : MINUTE).format(at.atZone(zone));
  }

  public String date(@Nullable LocalDate day) {
    return day == null ? "—" : day.toString();
  }

  /** “3 小时前”, “还有 2 天”: how far a moment lies from now, in the largest unit that fits. */
  public String away(@Nullable Instant at) {
    if (at == null) return "—";
    Duration d = Duration.between(now, at);
    String span = span(d.abs());
    return d.isNegative() ? t(span + "前", span + " ago") : t("还有 " + span, "in " + span);
  }

  public String span(Duration d) {
    if (d.toDays() >= 2) return t(d.toDays() + " 天", d.toDays() + " days");
    if (d.toHours() >= 2) return t(d.toHours() + " 小时", d.toHours() + " h");
    return t(d.toMinutes() + " 分钟", d.toMinutes() + " min");
  }

  /** Lines of the menu under their headings, from above; no heading without a line. */
  public Map<MenuItem.Heading, List<MenuItem>> menuByHeading() {
    return menu.stream()
        .collect(Collectors.groupingBy(MenuItem::heading, TreeMap::new, Collectors.toList()));
  }

  /** Whether this line of the menu leads here, and no other line leads closer. */
  public boolean at(MenuItem item) {
    return leadsHere(item)
        && menu.stream().noneMatch(other -> leadsHere(other) && longer(other, item));
  }

  private boolean leadsHere(MenuItem item) {
    return path.equals(item.path()) || path.startsWith(item.path() + "/");
  }

  private static boolean longer(MenuItem one, MenuItem other) {
    return one.path().length() > other.path().length();
  }
}
