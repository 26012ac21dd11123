package cn.nongchao.people.start;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.register.Scope;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The organisations of a street, made from the template. */
class StreetOfficesTest {

  private static final DivisionCode STREET = new DivisionCode("330109004");

  private final StreetOffices offices = RunningApp.bean(StreetOffices.class);

  @Test
  void pressedByTwoAtOnceTheyAreMadeOnce() throws Exception {
    OfficesWish wish = offices.template(STREET);
    Callable<Integer> press = () -> offices.make(wish, Scope.system()).orThrow();
    int made = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(List.of(press, press, press))) made += one.get();
    }
    List<String> names =
        RunningApp.bean(Organisations.class).ofKinds(Organisation.KINDS.keySet(), STREET).stream()
            .map(Organisation::name)
            .toList();
    assertThat(names).hasSize(made).doesNotHaveDuplicates().contains("综合行政执法队");
    assertThat(offices.make(wish, Scope.system()).orThrow()).as("sent again").isZero();
  }
}
