package cn.nongchao.cases;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report must be. */
final class IntakeRules {

  private static final int WORDS_LIMIT = 2000;
  private static final int SHORT_LIMIT = 200;
  private static final int SECRET_LEAST = 16;

  private IntakeRules() {}

  static List<Refusal> check(
      Report report, @Nullable Category line, @Nullable DivisionCode division) {
    List<Refusal> wrong = new ArrayList<>();
    boolean imported = report.channel() == Channel.IMPORT;
    if (report.category() != null && (line == null || line.isUpper()) && !imported) {
      wrong.add(
          Refusal.field("category", "当地的责任清单中没有这个小类", "the list of this place has no such line"));
    }
    if (report.words().isBlank() && report.category() == null) {
      wrong.add(Refusal.field("words", "请写明发现了什么", "say what you found"));
    }
    if (report.words().length() > WORDS_LIMIT) {
      wrong.add(Refusal.field("words", "描述不能超过 2000 字", "at most 2,000 characters"));
    }
    if (report.address().length() > SHORT_LIMIT) {
      wrong.add(Refusal.field("address", "地点不能超过 200 字", "at most 200 characters"));
    }
    if (report.reporter().length() > SHORT_LIMIT) {
      wrong.add(Refusal.field("reporter", "姓名不能超过 200 字", "at most 200 characters"));
    }
    if ((report.lat() == null) != (report.lon() == null) || outside(report)) {
      wrong.add(Refusal.field("position", "位置坐标不正确", "the position is not on Earth"));
    } else if (division == null) {
      wrong.add(report.division() == null ? NO_PLACE : NO_SUCH_PLACE);
    }
    if (report.secret() != null && report.secret().length() < SECRET_LEAST) {
      wrong.add(Refusal.field("secret", "随机串至少 16 位", "at least 16 random characters"));
    }
    if ((report.source() == null) != (report.externalRef() == null)) {
      wrong.add(Refusal.field("externalRef", "来源与外部编号须同时给出", "give source and reference"));
    }
    return wrong;
  }

  private static final Refusal NO_PLACE =
      Refusal.field(
          "division", "请选择网格，或允许使用手机位置", "choose the grid, or allow the phone's position");

  static final Refusal TOO_WIDE =
      Refusal.field(
          "division", "请选到村社或网格，不能是整个街道以上", "choose a village or grid, not all of a city");

  static final Refusal NOT_SERVED =
      Refusal.field(
          "division",
          "本系统不受理这里的上报，请从列表选择",
          "no reports are taken here for that place; choose from the list");

  static final Refusal NO_SUCH_PLACE =
      Refusal.field(
          "division", "没有这个网格或村社，请从列表选择", "there is no such grid or village; choose from the list");

  private static boolean outside(Report report) {
    Double lat = report.lat();
    Double lon = report.lon();
    if (lat == null || lon == null) return false;
    return !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  }
}
