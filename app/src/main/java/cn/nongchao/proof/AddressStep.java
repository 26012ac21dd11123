package cn.nongchao.proof;

import cn.nongchao.people.Audit;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The public address, on the first day: it ends the trial. */
@Component
class AddressStep implements FirstDayStep {

  private static final String NAME = "address";
  private static final String ANYWAY = "address.anyway";

  private final Trial trial;
  private final Audit audit;

  AddressStep(Trial trial, Audit audit) {
    this.trial = trial;
    this.audit = audit;
  }

  @Override
  public int order() {
    return 75;
  }

  @Override
  public Text title() {
    return Text.of("公开地址", "Public address");
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME, ANYWAY);
  }

  @Override
  public Outcome<Text> take(FirstDayFile file) {
    AddressWish wish = new AddressWish(file.get(NAME), file.isYes(ANYWAY));
    List<Refusal> wrong = wish.unfit();
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    String fresh = wish.bare();
    return trial
        .settle(fresh)
        .map(before -> {
          if (!before.equals(fresh)) {
            audit.record("address-set", null, fresh, Map.of("before", before));
          }
          return Text.same(fresh);
        });
  }
}
