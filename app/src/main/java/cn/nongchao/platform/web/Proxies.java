package cn.nongchao.platform.web;

import cn.nongchao.launch.StartRefused;
import cn.nongchao.platform.NetworkRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The proxies in front of this server ({@code nongchao.proxies}, addresses and prefixes with commas
 * between them; none unless set), and whom a request comes from behind them. Anybody else's word on
 * where a request comes from is not heard: on a government network everybody has a private address.
 */
@Component
public class Proxies {

  private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

  /** More of them are told of no further: the list must not grow with strangers. */
  private static final int TOLD = 20;

  private final List<NetworkRange> trusted;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Proxies(@Value("${nongchao.proxies:}") String setting) {
    List<NetworkRange> read = new ArrayList<>();
    for (String part : setting.split(",")) {
      if (part.isBlank()) continue;
      NetworkRange range = NetworkRange.read(part);
      if (range == null) throw new ProxyUnreadable(part.strip());
      read.add(range);
    }
    this.trusted = List.copyOf(read);
  }

  /** Whether the machine at the other end of a connection is one of ours. */
  public boolean trusts(String peer) {
    InetAddress address = NetworkRange.address(peer);
    return address != null && isTrusted(address);
  }

  /**
   * Whom a request comes from: the last address that no proxy of ours has, read from the end, since
   * whatever stands before it was written by somebody else.
   *
   * @param peer the other end of the connection
   * @param forwarded every {@code X-Forwarded-For} line, in their order
   * @return an address written out
   */
  public String client(String peer, List<String> forwarded) {
    if (forwarded.isEmpty()) return peer;
    if (!trusts(peer)) {
      notHeard(peer);
      return peer;
    }
    List<String> hops = new ArrayList<>();
    for (String line : forwarded) Collections.addAll(hops, line.split(",", -1));
    String client = peer;
    for (String hop : hops.reversed()) {
      InetAddress address = read(hop.strip());
      if (address == null) return client; // whoever is behind it cannot be known
      client = address.getHostAddress();
      if (!isTrusted(address)) return client;
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  /** Some proxies write the port too: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
  private static @Nullable InetAddress read(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? null : NetworkRange.address(hop.substring(1, end));
    }
    boolean port = hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':');
    return NetworkRange.address(port ? hop.substring(0, hop.indexOf(':')) : hop);
  }

  /** A proxy nobody told us of makes all its people one: said once to whoever reads the log. */
  private void notHeard(String peer) {
    if (told.size() >= TOLD || !told.add(peer)) return;
    LOG.warn(
        "{} sends X-Forwarded-For and is not in nongchao.proxies: what it says of others is not"
            + " believed, and all its requests count as its own",
        peer);
  }

  /** A part of the setting that names no addresses. */
  static final class ProxyUnreadable extends StartRefused {

    private static final long serialVersionUID = 1L;

    ProxyUnreadable(String part) {
      super(
          "nongchao.proxies 的每一项应为 IP 地址或网段（如 10.0.0.5、10.0.0.0/24，主机位为零），而不是：" + part,
          "each of nongchao.proxies is an IP address or a prefix, as 10.0.0.5 or 10.0.0.0/24 with"
              + " no host bits, not: "
              + part);
    }
  }
}
