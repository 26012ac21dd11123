package cn.nongchao.notify;

import cn.nongchao.platform.NetworkRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/**
 * Which addresses what others name may lead to: the public ones, by the registries of special
 * addresses (IANA, RFC 6890), and those of our own network that the installation names. It is asked
 * as the connection is made, by the addresses that are connected to, so that a name that means
 * something else a moment later leads nowhere.
 */
@Component
class OwnNetwork implements DnsResolver {

  private static final List<NetworkRange> SPECIAL =
      ranges(
          Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20"));

  /** All of IPv6 that is given out to be reached by anybody (RFC 4291, IANA). */
  private static final NetworkRange GLOBAL = Objects.requireNonNull(NetworkRange.read("2000::/3"));

  private final List<NetworkRange> allowed;

  OwnNetwork(NotifySettings settings) {
    this.allowed = ranges(settings.inside().stream());
  }

  private static List<NetworkRange> ranges(Stream<String> written) {
    return written
        .map(one ->
            Objects.requireNonNull(NetworkRange.read(one), () -> one + " is no range of addresses"))
        .toList();
  }

  boolean isAllowed(InetAddress address) {
    return isInside(address) || isPublic(address);
  }

  /** Whether the installation names it. */
  boolean isInside(InetAddress address) {
    return allowed.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    boolean isSpecial = SPECIAL.stream().anyMatch(range -> range.contains(address));
    return !isSpecial && (address.getAddress().length == 4 || GLOBAL.contains(address));
  }

  /** One address that may not be is enough: whoever answers so has no honest reason. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress one : found) {
      if (!isAllowed(one)) throw new NotOutside();
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** An address within the server's own network. */
  static final class NotOutside extends UnknownHostException {
    private static final long serialVersionUID = 1;

    NotOutside() {
      super("an address within the server's own network");
    }
  }
}
