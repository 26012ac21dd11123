package cn.nongchao.proof;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Served;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organ that signs codes, on the first day; another one follows it on the page alone. */
@Component
class IssuerStep implements FirstDayStep {

  private static final String NAME = "issuer";
  private static final String PLACE = "issuer.place";

  private final Issuers issuers;
  private final Divisions divisions;
  private final Served served;

  IssuerStep(Issuers issuers, Divisions divisions, Served served) {
    this.issuers = issuers;
    this.divisions = divisions;
    this.served = served;
  }

  @Override
  public int order() {
    return 80;
  }

  @Override
  public Text title() {
    return Text.of("签发机关", "Who signs codes");
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME, PLACE);
  }

  @Override
  public Outcome<Text> take(FirstDayFile file) {
    String name = file.get(NAME);
    DivisionCode place = place(file);
    if (name.isEmpty() || place == null) {
      return Outcome.refused(
          Refusal.field(
              NAME,
              "请写 issuer = 机关名称；不是第一个街道的再写 issuer.place = 区划",
              "write issuer = NAME, and issuer.place = PLACE where it is not of the first street"));
    }
    Optional<Issuers.Issuer> now = issuers.now();
    boolean same =
        now.filter(one -> one.code().equals(place.value()) && one.name().equals(name)).isPresent();
    if (now.isPresent() && !same) {
      return Outcome.refused(
          Refusal.field(
              NAME,
              "已有签发机关“" + now.get().name() + "”，请在“开始使用”页更换",
              "“" + now.get().name() + "” signs already: let another follow on the page /start"));
    }
    if (!same) issuers.add(place.value(), name, null);
    return Outcome.done(Text.same(name + " · " + place));
  }

  private @Nullable DivisionCode place(FirstDayFile file) {
    String typed = file.get(PLACE);
    if (typed.isEmpty()) {
      return served.streets().isEmpty() ? null : served.streets().getFirst();
    }
    DivisionCode code = DivisionCode.read(typed);
    if (code != null) return divisions.find(code).map(Division::code).orElse(null);
    List<Division> called = divisions.named(typed);
    return called.size() == 1 ? called.getFirst().code() : null;
  }
}
