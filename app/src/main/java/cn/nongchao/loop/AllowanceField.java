package cn.nongchao.loop;

import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * How long something may take, as people write it: 3 workdays, 0.5 工作日, 半天, 2.5小时. A number alone,
 * and 天, are workdays; 日 and 自然日 are whole days.
 */
@Component
class AllowanceField implements FieldKind<Allowance> {

  private static final Pattern SAID =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,2})?|半)个?\\s*(\\p{L}*)");

  private static final List<String> WORKDAYS =
      List.of("", "工作日", "天", "workday", "workdays", "working day", "working days");
  private static final List<String> DAYS = List.of("日", "自然日", "day", "days");
  private static final List<String> WORKHOURS = List.of("工作小时", "workhour", "workhours");
  private static final List<String> WORKMINUTES = List.of("工作分钟");
  private static final List<String> HOURS = List.of("小时", "时", "h", "hour", "hours");
  private static final List<String> MINUTES = List.of("分钟", "分", "min", "minute", "minutes");

  @Override
  public boolean serves(FormField field) {
    return field.type() == Allowance.class;
  }

  @Override
  public Outcome<Allowance> read(String text, FormField field) {
    Matcher said = SAID.matcher(text.strip().replaceFirst("(以?内|之内)$", ""));
    if (said.matches()) {
      BigDecimal number =
          said.group(1).equals("半") ? new BigDecimal("0.5") : new BigDecimal(said.group(1));
      String unit = said.group(2).toLowerCase(Locale.ROOT);
      long day = Allowance.WORKDAY.toMinutes();
      if (WORKDAYS.contains(unit)) return of(number, day, true);
      if (DAYS.contains(unit)) return of(number, 24 * 60, false);
      if (WORKHOURS.contains(unit)) return of(number, 60, true);
      if (HOURS.contains(unit)) return of(number, 60, false);
      if (WORKMINUTES.contains(unit)) return of(number, 1, true);
      if (MINUTES.contains(unit)) return of(number, 1, false);
    }
    return Outcome.refused(
        Refusal.of(
            "bad-input",
            "“" + shown(text) + "”不是时限，应如 3 工作日、0.5 工作日、半天、2.5小时",
            "“" + shown(text) + "” is no allowance as 3 workdays, 0.5 workdays or 2.5 hours"));
  }

  private static Outcome<Allowance> of(BigDecimal number, long minutes, boolean working) {
    long time = number.multiply(BigDecimal.valueOf(minutes)).longValue();
    return Outcome.done(new Allowance(Duration.ofMinutes(time), working));
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  @Override
  public String write(Allowance value) {
    return value.time().toMinutes() + (value.working() ? "工作分钟" : "分钟");
  }

  @Override
  public Text say(Allowance value) {
    return value.title();
  }

  @Override
  public boolean takesUnit() {
    return true;
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
