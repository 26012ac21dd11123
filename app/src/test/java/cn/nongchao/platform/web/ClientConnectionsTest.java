package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.web.ClientConnections.PerClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever opens connections without end shuts out themselves alone. */
class ClientConnectionsTest {

  private final List<String> open = new ArrayList<>();
  private final PerClient limit = new PerClient(100, "10.0.0.1"::equals, open::stream);

  private boolean opens(String address) {
    boolean lets = limit.lets(address);
    if (lets) open.add(address);
    return lets;
  }

  private int opens(String address, int times) {
    int let = 0;
    for (int i = 0; i < times; i++) if (opens(address)) let++;
    return let;
  }

  @Test
  void oneClientHoldsOnlySoMany() {
    assertThat(opens("203.0.113.1", 8293)).isEqualTo(100);
    assertThat(opens("203.0.113.2", 50)).isEqualTo(50);
    assertThat(open).hasSize(150);
  }

  @Test
  void aHouseholdIsOneClient() {
    int let = 0;
    for (int i = 1; i <= 500; i++) if (opens("2001:db8::" + i)) let++;
    assertThat(let).isEqualTo(100);
  }

  @Test
  void aProxyOfOursHoldsEverybodys() {
    assertThat(opens("10.0.0.1", 5000)).isEqualTo(5000);
  }

  @Test
  void whatIsClosedNoLongerCounts() {
    for (int i = 0; i < 5000; i++) {
      assertThat(opens("203.0.113.1")).isTrue();
      open.clear();
    }
  }

  @Test
  void whoeverHadTooManyIsLetInAgain() {
    opens("203.0.113.1", 500);
    open.clear();
    assertThat(opens("203.0.113.1", 20)).isPositive();
  }
}
