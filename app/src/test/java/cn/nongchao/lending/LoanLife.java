package cn.nongchao.lending;

import static cn.nongchao.cases.CasesRoles.OFFICER;
import static cn.nongchao.loop.LoopRoles.SQUAD_LEADER;
import static cn.nongchao.loop.Who.member;
import static cn.nongchao.loop.Who.reporter;

import cn.nongchao.form.Area;
import cn.nongchao.form.Field;
import cn.nongchao.form.Titled;
import cn.nongchao.form.When;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Beginning;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Tone;
import cn.nongchao.loop.Toned;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.MenuItem.Heading;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The example of docs/add-a-kind.md, with a table of what belongs to the item. */
@Configuration
@Profile("lending")
class LoanLife {

  /** Where a loan can stand. */
  enum LoanStage implements Stage {
    @Words(zh = "已借出", en = "lent")
    @Toned(Tone.HANDLING)
    LENT,
    @Words(zh = "已归还", en = "returned")
    @Toned(Tone.DONE)
    RETURNED,
    @Words(zh = "遗失", en = "lost")
    @Toned(Tone.STOPPED)
    LOST
  }

  /** What can happen to it. */
  enum LoanMove implements Move {
    @Words(zh = "归还", en = "Give back")
    GIVEN_BACK,
    @Words(zh = "报遗失", en = "Report lost")
    LOST
  }

  /** How an item comes back. */
  enum Condition implements Titled {
    @Words(zh = "完好", en = "whole")
    WHOLE,
    @Words(zh = "损坏", en = "broken")
    BROKEN
  }

  /** What belongs to the item. */
  record Part(
      @Field(zh = "附件名", en = "Part") @NotBlank @Size(max = 20) String name,
      @Field(zh = "件数", en = "How many") int count) {}

  record Lent(
      @Field(zh = "装备", en = "Item") @NotBlank @Size(max = 80) String item,
      @Field(zh = "借用单位", en = "Lent to", kept = "handler") @Among(within = Within.STREET)
          OrganisationId unit,
      @Field(zh = "地点", en = "Where") @Among(digits = 9) DivisionCode place,
      @Field(zh = "归还日期", en = "Until") @FutureOrPresent LocalDate until,
      @Field(zh = "附件", en = "Parts") @Size(max = 5) List<Part> parts) {}

  record GivenBack(
      @Field(zh = "状况", en = "Condition") Condition condition,
      @Field(zh = "哪里坏了", en = "What is broken")
          @When(field = "condition", is = "BROKEN")
          @NotBlank
          @Size(max = 100)
          String damage,
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT) @Area @Size(max = 500) String note,
      @Field(zh = "照片", en = "Photos", kept = Field.NOT_KEPT) List<EvidenceId> evidence) {}

  record Known(
      @Field(zh = "装备", en = "Item") String item,
      @Field(zh = "状况", en = "Condition") @Nullable Condition condition) {}

  @Bean
  LifeCycle loanLifeCycle() {
    return LifeCycle.of("loan", "借用登记", "Loan of equipment")
        .facts(Known.class)
        .at("loans", Heading.WORK, 60, "package")
        .columns("item")
        .opens(
            Lent.class,
            lent ->
                Beginning.of(lent.item(), lent.place())
                    .with(lent.unit(), null)
                    .until(lent.until())
                    .knowing(new Known(lent.item(), null)),
            member(SQUAD_LEADER, OFFICER))
        .start(LoanStage.LENT)
        .end(LoanStage.RETURNED)
        .end(LoanStage.LOST)
        .move(LoanMove.GIVEN_BACK)
        .from(LoanStage.LENT)
        .to(LoanStage.RETURNED)
        .by(reporter(), member(OFFICER, SQUAD_LEADER))
        .carries(
            GivenBack.class,
            (Known known, GivenBack back) -> new Known(known.item(), back.condition()))
        .move(LoanMove.LOST)
        .from(LoanStage.LENT)
        .to(LoanStage.LOST)
        .by(member(SQUAD_LEADER))
        .needs(Need.NOTE)
        .and()
        .raisedIn(LoanStage.LENT)
        .build();
  }
}
