package cn.nongchao.form;

import cn.nongchao.platform.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a field, which are Jakarta Validation's annotations: checked by the validator, said
 * in both languages, given to the browser as attributes. A message of the annotation's own is
 * written as {@code 中文 | English}.
 */
final class Limits {

  private Limits() {}

  /** What is wrong with a value; empty where nothing is. */
  static List<Text> wrong(
      Validator validator, Class<?> record, FormField field, @Nullable Object value) {
    return validator.validateValue(record, field.name(), value).stream()
        .map(violation -> say(violation, field))
        .distinct()
        .toList();
  }

  static Text missing(FormField field, boolean chosen) {
    Text label = field.label();
    return chosen
        ? Text.of("请选择“" + label.zh() + "”", "choose “" + label.en() + "”")
        : Text.of("请填写“" + label.zh() + "”", "“" + label.en() + "” is missing");
  }

  private static Text say(ConstraintViolation<?> violation, FormField field) {
    String own = violation.getMessageTemplate();
    if (own.contains(" | ")) {
      String[] words = own.split(" \\| ", 2);
      return Text.of(words[0], words[1]);
    }
    Annotation limit = violation.getConstraintDescriptor().getAnnotation();
    Text name = field.label();
    return switch (limit) {
      case NotBlank blank -> missing(field, false);
      case NotNull none -> missing(field, false);
      case NotEmpty none -> missing(field, field.isMany());
      case Size size -> size(size, name, violation.getInvalidValue() instanceof Collection);
      case Min min -> least(name, Long.toString(min.value()));
      case Max max -> most(name, Long.toString(max.value()));
      case DecimalMin min -> least(name, min.value());
      case DecimalMax max -> most(name, max.value());
      case Positive positive -> Text.of(name.zh() + "应大于 0", name.en() + " must be above 0");
      case PositiveOrZero zero -> least(name, "0");
      case Digits digits ->
          Text.of(
              name.zh() + "最多 " + digits.fraction() + " 位小数",
              name.en() + " has at most " + digits.fraction() + " decimals");
      case Future future -> gone(name);
      case FutureOrPresent future -> gone(name);
      case Past past -> ahead(name);
      case PastOrPresent past -> ahead(name);
      case Pattern pattern -> Text.of(name.zh() + "格式不对", name.en() + " is not of the right form");
      default -> Text.of(name.zh() + "不符合要求", name.en() + ": " + violation.getMessage());
    };
  }

  private static Text size(Size size, Text name, boolean items) {
    String zh = items ? " 项" : " 字";
    String en = items ? " entries" : " characters";
    if (size.max() == Integer.MAX_VALUE) {
      return Text.of(
          name.zh() + "至少 " + size.min() + zh, name.en() + " needs at least " + size.min() + en);
    }
    if (size.min() == 0) {
      return Text.of(
          name.zh() + "最多 " + size.max() + zh, name.en() + " has at most " + size.max() + en);
    }
    return Text.of(
        name.zh() + "应为 " + size.min() + " 到 " + size.max() + zh,
        name.en() + " has " + size.min() + " to " + size.max() + en);
  }

  private static Text gone(Text name) {
    return Text.of(name.zh() + "不能在过去", name.en() + " cannot have passed");
  }

  private static Text ahead(Text name) {
    return Text.of(name.zh() + "不能在将来", name.en() + " cannot lie ahead");
  }

  private static Text least(Text name, String value) {
    return Text.of(name.zh() + "不能小于 " + value, name.en() + " must be at least " + value);
  }

  private static Text most(Text name, String value) {
    return Text.of(name.zh() + "不能大于 " + value, name.en() + " must be at most " + value);
  }

  /** The same limits as attributes of an input. */
  static Map<String, String> attributes(FormField field) {
    Map<String, String> all = new LinkedHashMap<>();
    Size size = field.annotation(Size.class);
    if (size != null && !field.isMany() && size.max() < Integer.MAX_VALUE) {
      all.put("maxlength", Integer.toString(size.max()));
    }
    Min min = field.annotation(Min.class);
    Max max = field.annotation(Max.class);
    DecimalMin from = field.annotation(DecimalMin.class);
    DecimalMax to = field.annotation(DecimalMax.class);
    if (min != null) all.put("min", Long.toString(min.value()));
    if (max != null) all.put("max", Long.toString(max.value()));
    if (from != null) all.put("min", from.value());
    if (to != null) all.put("max", to.value());
    Digits digits = field.annotation(Digits.class);
    if (digits != null && digits.fraction() > 0) {
      all.put("step", "0." + "0".repeat(digits.fraction() - 1) + "1");
    }
    return all;
  }
}
