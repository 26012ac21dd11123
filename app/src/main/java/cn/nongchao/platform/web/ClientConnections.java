package cn.nongchao.platform.web;

import cn.nongchao.platform.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One client holds only so many connections at a time ({@code nongchao.connections-per-client},
 * 1000 of the 8192 there are; a carrier may have hundreds of phones behind an address): whoever
 * opens thousands and says nothing shuts out nobody else. The configured proxies are not counted,
 * they hold everybody's.
 */
@Configuration
class ClientConnections {

  @Bean
  WebServerFactoryCustomizer<TomcatWebServerFactory> fewOfOneClient(
      Proxies proxies, @Value("${nongchao.connections-per-client:1000}") int most) {
    return factory -> {
      if (!isSeenByTheServer()) return;
      factory.setProtocol(Protocol.class.getName());
      factory.addProtocolHandlerCustomizers(handler -> {
        if (handler instanceof Protocol ours) ours.limit(most, proxies::trusts);
      });
    };
  }

  /**
   * While sources are watched our classes are loaded apart from Tomcat's, and nothing is limited.
   */
  private static boolean isSeenByTheServer() {
    try {
      ClassLoader server = Http11NioProtocol.class.getClassLoader();
      return Class.forName(Protocol.class.getName(), false, server) == Protocol.class;
    } catch (ClassNotFoundException watched) {
      return false;
    }
  }

  /** Made by the server from its name. */
  public static final class Protocol extends Http11NioProtocol {

    public Protocol() {
      super(new Endpoint());
    }

    void limit(int most, Predicate<String> exempt) {
      Endpoint endpoint = (Endpoint) getEndpoint();
      endpoint.limit(new PerClient(most, exempt, endpoint::clients));
    }
  }

  private static final class Endpoint extends NioEndpoint {

    private @Nullable PerClient limit;

    void limit(PerClient limit) {
      this.limit = limit;
    }

    Stream<String> clients() {
      return connections.keySet().stream().map(Endpoint::address).filter(one -> !one.isEmpty());
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
      PerClient set = limit;
      if (set == null || set.lets(address(socket))) return super.setSocketOptions(socket);
      destroySocket(socket); // whoever calls closes only what was taken on
      return false;
    }

    private static String address(SocketChannel socket) {
      try {
        return socket.getRemoteAddress() instanceof InetSocketAddress inet
            ? inet.getAddress().getHostAddress()
            : "";
      } catch (IOException closed) {
        return "";
      }
    }
  }

  /**
   * Counts connections as they open, and those there are anew only where a client seems to have too
   * many, since nobody tells when one closes. Asked by the one thread that accepts.
   */
  static final class PerClient {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);

    /** So many clients are remembered at most. */
    private static final int MOST_REMEMBERED = 50_000;

    private final int most;
    private final Predicate<String> exempt;
    private final Supplier<Stream<String>> open;
    private Map<String, Integer> counts = new HashMap<>();
    private final Set<String> full = new HashSet<>();
    private int since;

    /**
     * @param open addresses of the connections there are, one for each
     */
    PerClient(int most, Predicate<String> exempt, Supplier<Stream<String>> open) {
      this.most = most;
      this.exempt = exempt;
      this.open = open;
    }

    boolean lets(String address) {
      if (address.isEmpty() || exempt.test(address)) return true;
      String client = Network.of(address);
      if (++since >= MOST_REMEMBERED) count();
      if (counts.merge(client, 1, Integer::sum) <= most) return true;
      // Not for each that is refused: looking through thousands would itself be an attack.
      if (since >= most / 10) count();
      int now = counts.getOrDefault(client, 0);
      if (now < most) {
        counts.put(client, now + 1);
        full.remove(client);
        return true;
      }
      if (full.size() < MOST_REMEMBERED && full.add(client))
        LOG.warn("{} holds {} connections: more are refused", client, most);
      counts.put(client, most + 1);
      return false;
    }

    private void count() {
      since = 0;
      counts = new HashMap<>();
      open.get().forEach(address -> counts.merge(Network.of(address), 1, Integer::sum));
    }
  }
}
