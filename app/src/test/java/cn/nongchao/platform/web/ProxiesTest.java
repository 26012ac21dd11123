package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.platform.web.Proxies.ProxyUnreadable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request comes from: only proxies that were named are heard. */
class ProxiesTest {

  private static final Proxies NONE = new Proxies("");
  private static final Proxies NAMED = new Proxies("10.1.1.1, 10.2.0.0/16,2001:db8:1::/48");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a client that writes its own address is not heard
          10.0.0.9     | 1.1.1.1                        | 10.0.0.9
          192.168.0.1  | 1.1.1.1                        | 192.168.0.1
          127.0.0.1    | 1.1.1.1                        | 127.0.0.1
          # what a named proxy says is
          10.1.1.1     | 203.0.113.7                    | 203.0.113.7
          10.2.3.4     | 203.0.113.7                    | 203.0.113.7
          10.3.0.1     | 203.0.113.7                    | 10.3.0.1
          # the last address counts: those before it were written by the client
          10.1.1.1     | 1.1.1.1, 203.0.113.7           | 203.0.113.7
          # behind a second proxy of ours
          10.1.1.1     | 1.1.1.1, 203.0.113.7, 10.2.9.9 | 203.0.113.7
          2001:db8:1::5| 2001:db8:77::1                 | 2001:db8:77:0:0:0:0:1
          # with a port
          10.1.1.1     | 203.0.113.7:4711               | 203.0.113.7
          10.1.1.1     | [2001:db8:77::1]:4711          | 2001:db8:77:0:0:0:0:1
          # no address: the proxy is all that is known
          10.1.1.1     | unknown                        | 10.1.1.1
          10.1.1.1     | evil.example                   | 10.1.1.1
          10.1.1.1     | 203.0.113.7, <script>          | 10.1.1.1
          10.1.1.1     | 203.0.113.7,                   | 10.1.1.1
          10.1.1.1     | 999.1.1.1                      | 10.1.1.1
          10.1.1.1     | fe80::1%eth0                   | 10.1.1.1
          """)
  void aRequestComesFromWhomANamedProxySays(String peer, String forwarded, String client) {
    assertThat(NAMED.client(peer, List.of(forwarded))).isEqualTo(client);
    assertThat(NONE.client(peer, List.of(forwarded))).isEqualTo(peer);
  }

  @Test
  void linesCountInTheirOrder() {
    assertThat(NAMED.client("10.1.1.1", List.of("1.1.1.1", "203.0.113.7")))
        .isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/8/8", "*", "::/x"})
  void aSettingThatNamesNoAddressesStopsTheStart(String setting) {
    assertThatThrownBy(() -> new Proxies(setting))
        .isInstanceOf(ProxyUnreadable.class)
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/inbox, /inbox",
    "/loops/0198c5a0-5a4e-7c3d-9a52-0f6f3c1f2b11, /loops/0198c5a0-5a4e-7c3d-9a52-0f6f3c1f2b11",
    "/log/, /log/",
    "/events?due=late&q=%E5%9E%83, /events?due=late&q=%E5%9E%83",
    "/events?q=\\evil, /",
    "//evil.example?q=1, /",
    "//evil.example, /",
    "/.//evil.example, /",
    "/..//evil.example, /",
    "/x//evil.example, /",
    "/%2f/evil.example, /",
    "/\\evil.example, /",
    "https://evil.example, /",
    "javascript:alert(1), /",
    "inbox, /",
    "'', /",
  })
  void aLinkSendsOnlyOnToAnAddressOfOurs(String back, String to) {
    assertThat(OwnPath.or(back)).isEqualTo(to);
  }

  @Test
  void aLinkWithoutEndSendsToTheFrontPage() {
    assertThat(OwnPath.or("/a".repeat(1_000_000))).isEqualTo("/");
  }
}
