package cn.nongchao.cases.demo;

import cn.nongchao.cases.StartingList;
import cn.nongchao.loop.Actor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The demo street has the list that every street may begin with. */
@Component
class DemoList implements DemoStep {

  static final DivisionCode STREET = new DivisionCode("330114003");

  private final StartingList start;

  DemoList(StartingList start) {
    this.start = start;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public String name() {
    return "responsibility-list";
  }

  @Override
  public Text title() {
    return Text.of("责任清单", "responsibility list");
  }

  @Override
  public void load() {
    start.begin(STREET, "首次发布", Actor.automatic("demo")).orThrow();
  }

  static Reader reader(String resource) {
    return new InputStreamReader(
        Objects.requireNonNull(DemoList.class.getResourceAsStream(resource), resource),
        StandardCharsets.UTF_8);
  }
}
