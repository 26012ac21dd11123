package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.NongchaoApplication;
import cn.nongchao.OnDatabase;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"nongchao.seal-delay=PT10H", "nongchao.escalation-delay=PT10H"})
class ServedTest extends OnDatabase {

  private static final DivisionCode STREET = new DivisionCode("330109002");
  private static final DivisionCode VILLAGE = new DivisionCode("330109002004");
  private static final DivisionCode GRID = new DivisionCode("330109002004001");
  private static final DivisionCode OTHER = new DivisionCode("330109003");

  @Autowired Served served;
  @Autowired Divisions divisions;
  @Autowired DivisionTree tree;

  @Test
  void thePlacesThatComeWithTheProductAreThere() {
    assertThat(divisions.find(STREET).orElseThrow().name()).isEqualTo("北干街道");
  }

  @Test
  void aPlaceIsFoundByNameSoundLettersAndCode() {
    for (String typed : List.of("北干街道", "beigan", "bgjd", "330109002")) {
      assertThat(divisions.search(typed, List.of(DivisionCode.ALL), Division.Level.STREET, 20))
          .as(typed)
          .extracting(Division::code)
          .contains(STREET);
    }
    assertThat(divisions.named("北干街道")).hasSize(1);
  }

  @Test
  void aStreetIsServedWhenSomebodySaysSoAndAVillageOfItMayBeLeftOut() {
    served.serve(STREET, true);
    assertThat(served.holds(VILLAGE)).isTrue();
    assertThat(served.holds(new DivisionCode("330114003"))).isFalse();
    served.serve(VILLAGE, false);
    assertThat(served.holds(VILLAGE)).isFalse();
    assertThat(served.holds(GRID)).isFalse();
    assertThat(served.villages()).extracting(Division::code).doesNotContain(VILLAGE);
    served.serve(VILLAGE, true);
    assertThat(served.holds(VILLAGE)).isTrue();
  }

  /** A second street's first grid once made the first one's places vanish. */
  @Test
  void aStreetWithGridsIsServedBesideTheOthers() {
    served.serve(STREET, true);
    DivisionCode village = divisions.below(OTHER, Division.Level.VILLAGE).getFirst().code();
    tree.put(List.of(new DivisionRow(new DivisionCode(village.value() + "001"), "第1网格")));
    assertThat(served.streets()).contains(STREET, OTHER);
    served.serve(OTHER, false);
    tree.put(List.of(new DivisionRow(new DivisionCode(village.value() + "002"), "第2网格")));
    assertThat(served.streets()).contains(STREET).doesNotContain(OTHER);
  }
}
