package cn.nongchao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:1:2::1, 20010db800010002/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
    "2001:db8:1:3::1, 20010db800010003/64",
    "::ffff:203.0.113.7, 203.0.113.7",
    "unknown, unknown",
    "'', ''"
  })
  void oneHouseholdIsOneNetwork(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }
}
