package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OfficeFile;
import cn.nongchao.people.Served;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The responsibility list of the streets, on the first day: the shipped one, or a file. */
@Component
class ListStep implements FirstDayStep {

  private static final String KIND = "responsibility";
  private static final String SHIPPED = "shipped";

  private final StartingList start;
  private final OfficeFile files;
  private final Served served;

  ListStep(StartingList start, OfficeFile files, Served served) {
    this.start = start;
    this.files = files;
    this.served = served;
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public Text title() {
    return Text.of("责任清单", "Responsibility list");
  }

  @Override
  public Set<String> names() {
    return OfficeFile.names(KIND);
  }

  @Override
  public Outcome<Text> take(FirstDayFile file) {
    if (!file.get(KIND).equals(SHIPPED)) return files.take(KIND, file);
    if (served.streets().isEmpty()) {
      return Outcome.refused(Refusal.field(KIND, "请先写 street", "say the street first: street = …"));
    }
    for (DivisionCode street : served.streets()) {
      Outcome<Integer> done = start.begin(street, "以附带的清单开始", Actor.automatic("init"));
      if (done instanceof Outcome.Refused<Integer> refused) return refused.as();
    }
    return Outcome.done(Text.of("附带的清单", "the list that comes with the product"));
  }
}
