package cn.nongchao.form;

import static java.util.stream.Collectors.joining;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Shortened;
import cn.nongchao.platform.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kinds of field that need to know nothing but the value. */
final class Basics {

  /** In this order; modules' own go before them. */
  static final List<FieldKind<?>> KINDS =
      List.of(
          new Words(),
          new Whole(),
          new Real(),
          new Decimal(),
          new Sum(),
          new Day(),
          new Moment(),
          new Yes(),
          new Constant(),
          new Id());

  private Basics() {}

  private static <T> Outcome<T> no(String zh, String en) {
    return Outcome.refused(Refusal.of("bad-input", zh, en));
  }

  /** Text of one line or several. */
  private static final class Words implements FieldKind<String> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == String.class;
    }

    @Override
    public Outcome<String> read(String text, FormField field) {
      return Outcome.done(text);
    }

    @Override
    public String write(String value) {
      return value;
    }

    @Override
    public String widget(FormField field) {
      if (field.has(FromFile.class)) return "form/text-file";
      return field.has(Area.class) ? "form/area" : "form/line";
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      FromFile from = field.annotation(FromFile.class);
      return from == null ? Map.of() : Map.of("accept", from.accept(), Form.FILES, "");
    }
  }

  /** A whole number. */
  private static final class Whole implements FieldKind<Number> {

    @Override
    public boolean serves(FormField field) {
      return List.of(int.class, Integer.class, long.class, Long.class).contains(field.type());
    }

    @Override
    public Outcome<Number> read(String text, FormField field) {
      // A measuring browser sends metres as 12.5; elsewhere half a thing is none.
      String form =
          field.has(Rounded.class)
              ? "[+-]?[0-9]{1,18}(\\.[0-9]{1,20})?"
              : "[+-]?[0-9]{1,18}(\\.0{1,20})?";
      if (!text.matches(form)) {
        return no("“" + shown(text) + "”不是整数", "“" + shown(text) + "” is no whole number");
      }
      long value = new BigDecimal(text).longValue();
      if (field.type() == long.class || field.type() == Long.class) return Outcome.done(value);
      return value == (int) value
          ? Outcome.done((int) value)
          : no("数字太大", "the number is too large");
    }

    @Override
    public String write(Number value) {
      return value.toString();
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      return Map.of("inputmode", "numeric");
    }

    @Override
    public String schema() {
      return "integer";
    }

    @Override
    public boolean isDigits() {
      return true;
    }
  }

  /** A measured number, such as degrees. */
  private static final class Real implements FieldKind<Double> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == double.class || field.type() == Double.class;
    }

    @Override
    public Outcome<Double> read(String text, FormField field) {
      return text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,2})?")
          ? Outcome.done(Double.valueOf(text))
          : no("“" + shown(text) + "”不是数字", "“" + shown(text) + "” is no number");
    }

    @Override
    public String write(Double value) {
      return value.toString();
    }

    @Override
    public String schema() {
      return "number double";
    }

    @Override
    public boolean isDigits() {
      return true;
    }
  }

  /** A decimal number, exactly as given. */
  private static final class Decimal implements FieldKind<BigDecimal> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == BigDecimal.class;
    }

    @Override
    public Outcome<BigDecimal> read(String text, FormField field) {
      String plain = text.replace(",", "");
      return plain.matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?")
          ? Outcome.done(new BigDecimal(plain))
          : no("“" + shown(text) + "”不是数字", "“" + shown(text) + "” is no number");
    }

    @Override
    public String write(BigDecimal value) {
      return value.toPlainString();
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      return Map.of("inputmode", "decimal");
    }

    @Override
    public String schema() {
      return "number";
    }

    @Override
    public boolean isDigits() {
      return true;
    }
  }

  /** Money, typed and sent in yuan, kept in fen. */
  private static final class Sum implements FieldKind<Money> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == Money.class;
    }

    @Override
    public Outcome<Money> read(String text, FormField field) {
      String plain = text.replace(",", "").replaceFirst("^[¥￥]|元$", "");
      return plain.matches("-?[0-9]{1,13}(\\.[0-9]{1,2})?")
          ? Outcome.done(new Money(new BigDecimal(plain).movePointRight(2).longValueExact()))
          : no(
              "“" + shown(text) + "”不是金额，应如 1200.50", "“" + shown(text) + "” is no sum as 1200.50");
    }

    @Override
    public String write(Money value) {
      return value.toString();
    }

    @Override
    public Text say(Money value) {
      return Text.of(value + " 元", value + " yuan");
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      return Map.of("inputmode", "decimal");
    }

    @Override
    public boolean isDigits() {
      return true;
    }
  }

  /** A date. */
  private static final class Day implements FieldKind<LocalDate> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == LocalDate.class;
    }

    @Override
    public Outcome<LocalDate> read(String text, FormField field) {
      String[] parts = text.replace("年", "-").replace("月", "-").replace("日", "").split("[-/.]");
      if (parts.length == 3 && Arrays.stream(parts).allMatch(p -> p.matches("[0-9]{1,4}"))) {
        try {
          LocalDate day =
              LocalDate.of(
                  Integer.parseInt(parts[0]),
                  Integer.parseInt(parts[1]),
                  Integer.parseInt(parts[2]));
          if (day.getYear() >= 1900 && day.getYear() <= 2200) return Outcome.done(day);
        } catch (DateTimeException impossible) {
          // said below
        }
      }
      return no(
          "“" + shown(text) + "”不是日期，应如 2026-01-31",
          "“" + shown(text) + "” is no date as 2026-01-31");
    }

    /** Files have days of eight digits. */
    @Override
    public String plain(String text, FormField field) {
      return text.replaceFirst("^([0-9]{4})([0-9]{2})([0-9]{2})$", "$1-$2-$3");
    }

    @Override
    public String write(LocalDate value) {
      return value.toString();
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      return Map.of("type", "date");
    }

    @Override
    public String schema() {
      return "string date";
    }

    @Override
    public boolean isDigits() {
      return true;
    }
  }

  /** A moment: with its offset, or without one as the clock on the wall here shows it. */
  private static final class Moment implements FieldKind<Instant> {

    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Override
    public boolean serves(FormField field) {
      return field.type() == Instant.class;
    }

    @Override
    public Outcome<Instant> read(String text, FormField field) {
      try {
        boolean offset = text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})$");
        Instant at =
            offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(HERE).toInstant();
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        if (year >= 1900 && year <= 2200) return Outcome.done(at);
      } catch (DateTimeException malformed) {
        // said below
      }
      return no(
          "“" + shown(text) + "”不是时间，应如 2026-01-31T09:30",
          "“" + shown(text) + "” is no time as 2026-01-31T09:30");
    }

    @Override
    public String write(Instant value) {
      return value.toString();
    }

    @Override
    public Text say(Instant value) {
      return Text.same(SAID.format(value.atZone(HERE)));
    }

    @Override
    public Map<String, String> attributes(FormField field) {
      return Map.of("type", "datetime-local");
    }

    @Override
    public String schema() {
      return "string date-time";
    }
  }

  /** Yes or no; on a page a box to tick. */
  private static final class Yes implements FieldKind<Boolean> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == boolean.class || field.type() == Boolean.class;
    }

    @Override
    public Outcome<Boolean> read(String text, FormField field) {
      return switch (text) {
        case "true", "on", "1", "yes" -> Outcome.done(true);
        case "false", "off", "0", "no" -> Outcome.done(false);
        default -> no("应为 true 或 false", "true or false is needed");
      };
    }

    @Override
    public String write(Boolean value) {
      return value.toString();
    }

    @Override
    public Text say(Boolean value) {
      return value ? Text.of("是", "yes") : Text.of("否", "no");
    }

    @Override
    public String widget(FormField field) {
      return "form/yes";
    }

    @Override
    public String schema() {
      return "boolean";
    }
  }

  /** One of an enum's constants, by its words. */
  private static final class Constant implements FieldKind<Enum<?>> {

    @Override
    public boolean serves(FormField field) {
      return field.type().isEnum();
    }

    @Override
    public Outcome<Enum<?>> read(String text, FormField field) {
      for (Object one : field.type().getEnumConstants()) {
        if (((Enum<?>) one).name().equalsIgnoreCase(text)) return Outcome.done((Enum<?>) one);
      }
      // What a person reads; a program has the constants in the schema.
      List<Text> all =
          Arrays.stream(field.type().getEnumConstants()).map(one -> say((Enum<?>) one)).toList();
      return no(
          "应为 " + all.stream().map(Text::zh).collect(joining("、")) + " 之一",
          "one of " + all.stream().map(Text::en).collect(joining(", ")) + " is needed");
    }

    /** In files also by its title in either language or a word that stands beside it. */
    @Override
    public String plain(String text, FormField field) {
      for (Object constant : field.type().getEnumConstants()) {
        Enum<?> one = (Enum<?>) constant;
        Text title = say(one);
        boolean meant =
            title.zh().equals(text)
                || title.en().equalsIgnoreCase(text)
                || also(one).stream().anyMatch(text::equalsIgnoreCase);
        if (meant) return one.name();
      }
      return text;
    }

    private static List<String> also(Enum<?> one) {
      try {
        Also also = one.getDeclaringClass().getField(one.name()).getAnnotation(Also.class);
        return also == null ? List.of() : List.of(also.value());
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException("every constant is a field", e);
      }
    }

    @Override
    public String write(Enum<?> value) {
      return value.name();
    }

    @Override
    public Text say(Enum<?> value) {
      return value instanceof Titled titled ? titled.title() : Text.same(value.name());
    }

    @Override
    public List<Choice> choices(FormField field, Asking asking) {
      return Arrays.stream(field.type().getEnumConstants())
          .map(one -> (Enum<?>) one)
          .map(one -> Choice.of(one.name(), say(one)))
          .toList();
    }

    @Override
    public String widget(FormField field) {
      if (field.isMany()) return "form/choices";
      return field.type().getEnumConstants().length <= 4 ? "form/radios" : "form/choice";
    }

    @Override
    public List<String> constants(FormField field) {
      return Arrays.stream(field.type().getEnumConstants())
          .map(one -> ((Enum<?>) one).name())
          .toList();
    }
  }

  /** An id made by the client for a thing to be, or a reference that its facade looks up. */
  private static final class Id implements FieldKind<UUID> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == UUID.class;
    }

    @Override
    public Outcome<UUID> read(String text, FormField field) {
      UUID id = Ids.read(text);
      return id == null
          ? no("“" + shown(text) + "”不是 UUID", "“" + shown(text) + "” is no UUID")
          : Outcome.done(id);
    }

    @Override
    public String write(UUID value) {
      return value.toString();
    }

    @Override
    public boolean isHidden() {
      return true;
    }

    @Override
    public String fresh() {
      return Ids.next().toString();
    }

    @Override
    public String schema() {
      return "string uuid";
    }
  }

  /** Typed text inside a sentence: never so long that it hides the rest. */
  static String shown(@Nullable String text) {
    return text == null ? "" : Shortened.shown(text, 40);
  }
}
