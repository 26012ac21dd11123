package cn.nongchao.loop.web;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.loop.OfficeHours;
import cn.nongchao.loop.OfficeHours.Span;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the office works from a day on.
 *
 * @param afternoonFrom empty, as {@code afternoonTo}, where afternoons are free
 */
record HoursWish(
    @Field(
            zh = "自哪天起",
            en = "From",
            hintZh = "今天或以后的一天；到下一次作息开始为止",
            hintEn = "Today or later; until the next hours begin")
        LocalDate since,
    @Field(zh = "名称", en = "Name", hintZh = "如 夏季作息", hintEn = "As summer hours") @Size(max = 20)
        String name,
    @Field(
            zh = "上午上班",
            en = "Morning from",
            hintZh = "写作 08:30",
            hintEn = "As 08:30",
            example = "08:30")
        @NotBlank
        @Pattern(regexp = TIME)
        String morningFrom,
    @Field(zh = "上午下班", en = "Morning to", example = "12:00") @NotBlank @Pattern(regexp = TIME)
        String morningTo,
    @Field(
            zh = "下午上班",
            en = "Afternoon from",
            hintZh = "下午不上班则与下面一项都留空",
            hintEn = "Empty, with the next, where afternoons are free",
            example = "14:00")
        @Pattern(regexp = "|" + TIME)
        String afternoonFrom,
    @Field(zh = "下午下班", en = "Afternoon to", example = "17:30") @Pattern(regexp = "|" + TIME)
        String afternoonTo,
    @Field(
            zh = "只上上午的日子",
            en = "Mornings only on",
            hintZh = "半天；按工作日计的时限里算半天",
            hintEn = "Half days; half a working day of a limit")
        Set<Weekday> mornings)
    implements Checked {

  static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  /** Of the week. */
  enum Weekday implements Titled {
    @Words(zh = "周一", en = "Monday")
    MONDAY,
    @Words(zh = "周二", en = "Tuesday")
    TUESDAY,
    @Words(zh = "周三", en = "Wednesday")
    WEDNESDAY,
    @Words(zh = "周四", en = "Thursday")
    THURSDAY,
    @Words(zh = "周五", en = "Friday")
    FRIDAY,
    @Words(zh = "周六", en = "Saturday")
    SATURDAY,
    @Words(zh = "周日", en = "Sunday")
    SUNDAY
  }

  HoursWish {
    mornings = Set.copyOf(mornings);
  }

  OfficeHours hours() {
    return new OfficeHours(
        since,
        name,
        new Span(LocalTime.parse(morningFrom), LocalTime.parse(morningTo)),
        noon(),
        mornings.stream().map(day -> DayOfWeek.valueOf(day.name())).collect(Collectors.toSet()));
  }

  private @Nullable Span noon() {
    return afternoonFrom.isEmpty() || afternoonTo.isEmpty()
        ? null
        : new Span(LocalTime.parse(afternoonFrom), LocalTime.parse(afternoonTo));
  }

  @Override
  public List<Refusal> unfit() {
    List<Refusal> wrong = new ArrayList<>();
    if (afternoonFrom.isEmpty() != afternoonTo.isEmpty()) {
      wrong.add(
          Refusal.field(
              "afternoonTo", "下午上班和下班要么都填，要么都不填", "fill in both of the afternoon or neither"));
    }
    Span noon = noon();
    if (!LocalTime.parse(morningFrom).isBefore(LocalTime.parse(morningTo))) {
      wrong.add(Refusal.field("morningTo", "应晚于上午上班", "it must be after its beginning"));
    }
    if (noon != null && noon.from().isBefore(LocalTime.parse(morningTo))) {
      wrong.add(Refusal.field("afternoonFrom", "不能早于上午下班", "it must not be before noon's break"));
    }
    if (noon != null && !noon.from().isBefore(noon.to())) {
      wrong.add(Refusal.field("afternoonTo", "应晚于下午上班", "it must be after its beginning"));
    }
    return wrong;
  }
}
