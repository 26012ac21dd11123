package cn.nongchao.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where addresses that others name may lead. */
class OwnNetworkTest {

  private static OwnNetwork network(String... inside) {
    return new OwnNetwork(
        new NotifySettings(
            Duration.ofDays(90),
            Duration.ZERO,
            Duration.ofDays(1),
            List.of(inside),
            "",
            new NotifySettings.Sms("", "POST", Map.of(), "", "application/json", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:db8::1",
        "2001::1"
      })
  void notInto(String address) {
    assertThat(network().isAllowed(InetAddress.ofLiteral(address))).isFalse();
    assertThatThrownBy(() -> network().resolve(address)).isInstanceOf(OwnNetwork.NotOutside.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"39.96.10.10", "203.119.1.1", "172.32.0.1", "2408:4001::1"})
  void outsideIsAllowed(String address) {
    assertThat(network().isAllowed(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void unlessTheInstallationNamesIt() {
    OwnNetwork own = network("10.0.0.0/8", "fd00::/8");
    assertThat(own.isAllowed(InetAddress.ofLiteral("10.9.9.9"))).isTrue();
    assertThat(own.isAllowed(InetAddress.ofLiteral("fd12::1"))).isTrue();
    assertThat(own.isAllowed(InetAddress.ofLiteral("192.168.0.1"))).isFalse();
  }

  @Test
  void aNameThatLeadsInsideIsRefusedAsItIsResolved() {
    assertThatThrownBy(() -> network().resolve("localhost"))
        .isInstanceOf(OwnNetwork.NotOutside.class);
  }
}
