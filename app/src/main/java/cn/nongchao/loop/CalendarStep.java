package cn.nongchao.loop;

import cn.nongchao.people.OfficeFile;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Holidays from a file, on the first day. */
@Component
class CalendarStep implements FirstDayStep {

  private static final String KIND = "calendar";

  private final OfficeFile files;

  CalendarStep(OfficeFile files) {
    this.files = files;
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public Text title() {
    return Text.of("工作日历", "Work calendar");
  }

  @Override
  public Set<String> names() {
    return OfficeFile.names(KIND);
  }

  @Override
  public Outcome<Text> take(FirstDayFile file) {
    return files.take(KIND, file);
  }
}
