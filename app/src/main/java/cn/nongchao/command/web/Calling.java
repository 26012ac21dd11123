package cn.nongchao.command.web;

import cn.nongchao.cases.Where;
import cn.nongchao.command.Call;
import cn.nongchao.command.Position;
import cn.nongchao.form.Area;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.form.On;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Unit;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Placed;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to be made: sent twice with one id, called once.
 *
 * @param about the loop it is called for, such as an event
 */
record Calling(
    UUID id,
    @Field(
            zh = "事由",
            en = "What for",
            hintZh = "如：占道经营聚集，需联合处置",
            hintEn = "e.g. stalls block the road, to be handled together")
        @NotBlank(message = "请写明吹哨事由 | say what they are called for")
        @Size(max = 200)
        String title,
    @Field(zh = "呼叫谁", en = "Whom to call")
        @Among(
            within = Among.Within.STREET,
            kinds = {
              Organisation.SQUAD,
              Organisation.POLICE,
              Organisation.DEPARTMENT,
              Organisation.ALLIANCE,
              Organisation.FIRM
            })
        @NotEmpty(message = "请至少选择一个单位 | choose at least one unit")
        @Size(max = 30, message = "一次最多呼叫 30 个单位 | 30 units at most in one call")
        List<OrganisationId> units,
    @Field(zh = "报到时限", en = "To report in within")
        @Unit(zh = "分钟", en = "minutes")
        @Min(value = 5, message = TIME)
        @Max(value = 1440, message = TIME)
        int minutes,
    @Field(zh = "到场范围", en = "Counts as there within")
        @Unit(zh = "米", en = "m")
        @Min(value = 20, message = AROUND)
        @Max(value = 20_000, message = AROUND)
        int radius,
    @Field(zh = "要求", en = "What is asked of them", readers = Readers.COLLEAGUES)
        @Area
        @Size(max = 4000)
        String note,
    @Field(zh = "在哪里", en = "Where") @On @Flat Where where,
    @Nullable LoopId about)
    implements Checked, Placed {

  private static final String TIME = "报到时限为 5 分钟到 24 小时 | between 5 minutes and 24 hours";
  private static final String AROUND = "到场范围为 20 到 20000 米 | between 20 and 20,000 metres";

  Calling {
    units = List.copyOf(units);
  }

  /** As the form begins: at what it is about, if anything. */
  static Calling begun(@Nullable Loop about) {
    Where at =
        about == null ? Where.NOWHERE : new Where(about.lat(), about.lon(), about.division(), "");
    String title = about == null ? "" : about.title();
    LoopId id = about == null ? null : about.id();
    return new Calling(Ids.next(), title, List.of(), 30, 300, "", at, id);
  }

  @Override
  public DivisionCode place() {
    return where.division() == null ? DivisionCode.ALL : where.division();
  }

  @Override
  public List<Refusal> unfit() {
    return Position.unfit(where.lat(), where.lon());
  }

  Call to(DivisionCode place) {
    String words = where.address().isEmpty() ? note : where.address() + "\n" + note;
    return new Call(
        id, title, words, place, where.lat(), where.lon(), radius, minutes, about, units);
  }
}
