package cn.nongchao.form;

import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forms that nobody has but these tests. */
final class Sheets {

  private Sheets() {}

  /** How it is paid. */
  enum Way implements Titled {
    @Words(zh = "现金", en = "cash")
    CASH,
    @Words(zh = "转账", en = "transfer")
    TRANSFER
  }

  record Line(@Field(zh = "名称", en = "Name") @Size(max = 200) String value) {}

  record Lines(@Field(zh = "说明", en = "Note") @Area @Size(max = 200) String value) {}

  record Whole(@Field(zh = "数", en = "Number") @Min(-5) @Max(2_000_000_000) int value) {}

  record Wide(@Field(zh = "数", en = "Number") long value) {}

  record Real(@Field(zh = "度", en = "Degrees") double value) {}

  record Exact(@Field(zh = "数", en = "Number") BigDecimal value) {}

  record Sum(@Field(zh = "金额", en = "Sum") Money value) {}

  record Day(@Field(zh = "日期", en = "Day") LocalDate value) {}

  record Due(
      @Field(zh = "期限", en = "Until") @FutureOrPresent LocalDate value,
      @Field(zh = "发现", en = "Found") @PastOrPresent LocalDate found) {}

  record Moment(@Field(zh = "时间", en = "Time") Instant value) {}

  record Ticked(@Field(zh = "同意", en = "Agreed") boolean value) {}

  record Told(@Field(zh = "同意", en = "Agreed") Boolean value) {}

  record Chosen(@Field(zh = "方式", en = "Way") Way value) {}

  record Marked(@Field(zh = "标签", en = "Marks") @Size(max = 3) List<String> value) {}

  record Ways(@Field(zh = "方式", en = "Ways") Set<Way> value) {}

  /** What is asked depends on what was said before, twice over. */
  record Paid(
      @Field(zh = "付款", en = "Paid") boolean paid,
      @Field(zh = "方式", en = "Way") @When(field = "paid", is = "true") Way way,
      @Field(zh = "账号", en = "Account") @When(field = "way", is = "TRANSFER") @NotBlank
          String account) {}

  record Item(
      @Field(zh = "名称", en = "Name") @NotBlank @Size(max = 10) String name,
      @Field(zh = "个数", en = "Count") int count) {}

  record Table(@Field(zh = "清单", en = "Items") @NotEmpty @Size(max = 3) List<Item> rows) {}

  record Spot(
      @Field(zh = "街", en = "Street") @NotBlank String street,
      @Field(zh = "号", en = "House") @Nullable Integer house) {}

  record Placed(@Field(zh = "名称", en = "Name") String name, @Flat Spot spot) {}

  record Grouped(
      @Field(zh = "名称", en = "Name") String name,
      @Field(zh = "地点", en = "Spot") Spot spot,
      @Field(zh = "另一处", en = "Other spot") @Nullable Spot other) {}

  record Span(
      @Field(zh = "从", en = "From") LocalDate from, @Field(zh = "到", en = "To") LocalDate to)
      implements Checked {
    @Override
    public List<Refusal> unfit() {
      return to.isBefore(from)
          ? List.of(Refusal.field("to", "到应在从之后", "it ends early"))
          : List.of();
    }
  }

  /** All that an entry may keep. */
  record Everything(
      @Field(zh = "名称", en = "Name") String name,
      @Field(zh = "给谁", en = "To", kept = "handler") String to,
      @Field(zh = "备注", en = "Note", kept = Field.NOT_KEPT) String note,
      @Field(zh = "金额", en = "Sum") Money sum,
      @Field(zh = "长", en = "Length") @Unit(zh = "米", en = "m") int length,
      @Field(zh = "时间", en = "Time") Instant at,
      @Field(zh = "标签", en = "Marks") List<String> marks,
      @Field(zh = "顺序", en = "Order") @InOrder List<String> order,
      @Field(zh = "方式", en = "Way", kept = "way-of-old") Way way,
      @Field(zh = "账号", en = "Account") @When(field = "way", is = "TRANSFER") String account,
      @Field(zh = "清单", en = "Items") List<Item> rows,
      @Flat Spot spot,
      @Field(zh = "另一处", en = "Other spot", kept = "elsewhere") Spot other,
      @Field(zh = "三处", en = "Third spot") @Nullable Spot third) {}

  /** The same name some years later. */
  record Later(
      @Field(zh = "名称", en = "Name") String name,
      @Field(zh = "标签", en = "Marks") List<String> marks,
      @Field(zh = "期限", en = "Until") @Nullable LocalDate until,
      @Field(zh = "日期", en = "Day") LocalDate day,
      @Field(zh = "方式", en = "Way") @Nullable Way way,
      @Field(zh = "个数", en = "Count") int count,
      @Field(zh = "清单", en = "Items") List<Item> rows,
      @Field(zh = "地点", en = "Spot") Spot spot) {}

  record Limited(
      @Field(zh = "名称", en = "Name", hintZh = "照写", hintEn = "as written", example = "bench")
          @NotBlank
          @Size(min = 2, max = 20)
          String name,
      @Field(zh = "个数", en = "Count") @Min(1) @Max(9) int count,
      @Field(zh = "度", en = "Degrees") @DecimalMin("-90") @DecimalMax("90") double degrees,
      @Field(zh = "标签", en = "Marks") @Size(max = 3) List<String> marks,
      @Field(zh = "方式", en = "Way") @Nullable Way way,
      @Field(zh = "账号", en = "Account") @When(field = "way", is = "TRANSFER") Way second,
      @Field(zh = "日期", en = "Day") LocalDate day,
      @Field(zh = "清单", en = "Items") List<Item> rows,
      @Flat Spot spot) {}

  /** What no kind serves. */
  record Strange(@Field(zh = "表", en = "Map") Map<String, String> map) {}

  /** Depends on what comes later. */
  record Backwards(
      @Field(zh = "账号", en = "Account") @When(field = "way", is = "CASH") String account,
      @Field(zh = "方式", en = "Way") Way way) {}
}
