package cn.nongchao.cases;

import cn.nongchao.loop.Loop;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives an act of law recorded on an event its code (行政行为码), in the same transaction. */
@Component
class ActCodes {

  private final Codes codes;
  private final People people;
  private final Divisions divisions;
  private final Settings settings;
  private final Clock clock;

  ActCodes(Codes codes, People people, Divisions divisions, Settings settings, Clock clock) {
    this.codes = codes;
    this.people = people;
    this.divisions = divisions;
    this.settings = settings;
    this.clock = clock;
  }

  void issue(Loop loop, UUID entry, Handling handling, @Nullable Category line) {
    Act act = handling.act();
    if (act == null) return;
    LocalDate day = clock.instant().atZone(settings.zone()).toLocalDate();
    List<String> licences =
        handling.officers().stream()
            .flatMap(officer ->
                people.qualification(officer, Qualification.LAW_ENFORCEMENT, day).stream())
            .map(Qualification::number)
            .toList();
    codes
        .issue(
            new ActRecord(
                entry,
                act.codeKind(),
                loop.id(),
                entry,
                loop.division(),
                handling.subject().strip(),
                licences,
                facts(loop, handling, line)))
        .orThrow();
  }

  private List<Fact> facts(Loop loop, Handling handling, @Nullable Category line) {
    List<Fact> facts = new ArrayList<>();
    if (line != null) facts.add(Fact.open(Text.of("事项", "Matter"), line.name()));
    if (line != null && !line.basis().isEmpty()) {
      facts.add(Fact.open(Text.of("依据", "Basis"), Text.same(line.basis())));
    }
    facts.add(Fact.open(Text.of("地点", "Place"), Text.same(divisions.path(loop.division()))));
    facts.add(Fact.open(Text.of("执法人员", "Officers"), Text.same(names(handling.officers()))));
    if (!handling.reply().isBlank()) {
      facts.add(Fact.open(Text.of("结果", "Result"), Text.same(handling.reply().strip())));
    }
    facts.add(new Fact(Text.of("事件编号", "Event"), Text.same(loop.number()), Fact.Audience.OFFICIAL));
    return facts;
  }

  private String names(List<PersonId> officers) {
    var names = people.names(officers);
    return String.join("、", officers.stream().map(id -> names.getOrDefault(id, "—")).toList());
  }
}
