package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Connections that say nothing, thousands of one client: they shut nobody else out. */
class ManyConnectionsTest {

  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException waiting) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void ofOneClientOnlySoManyAreHeldAndOthersAreServed() throws IOException {
    URI here = URI.create(RunningApp.url("/"));
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * RunningApp.CONNECTIONS; i++) {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.2", 0)); // no proxy of ours, as 127.0.0.1 is
        socket.connect(new InetSocketAddress("127.0.0.1", here.getPort()));
        held.add(socket);
      }
      Awaitility.await()
          .until(() ->
              held.stream().filter(ManyConnectionsTest::isOpen).count() <= RunningApp.CONNECTIONS);
      assertThat(Visitor.anonymous().get("/sign-in").status()).isEqualTo(200);
    } finally {
      for (Socket socket : held) socket.close();
    }
  }
}
