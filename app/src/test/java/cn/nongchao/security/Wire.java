package cn.nongchao.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests byte by byte, as no well-behaved client would send them: paths that are no addresses,
 * text that is no text, headers of any kind.
 */
final class Wire {

  /** A stream without an end is read no further than this many bytes. */
  private static final int ENOUGH = 400_000;

  /**
   * One request.
   *
   * @param target path and query, each character one byte
   * @param body null for none
   */
  record Sent(String method, String target, Map<String, String> headers, byte[] body) {

    Sent {
      headers = new LinkedHashMap<>(headers);
    }

    static Sent of(String method, String target) {
      return new Sent(method, target, Map.of(), new byte[0]);
    }

    Sent saying(String name, String value) {
      Sent said = new Sent(method, target, headers, body);
      said.headers.put(name, value);
      return said;
    }

    Sent saying(Map<String, String> more) {
      Sent said = new Sent(method, target, headers, body);
      said.headers.putAll(more);
      return said;
    }

    Sent with(String type, byte[] content) {
      return new Sent(method, target, headers, content).saying("Content-Type", type);
    }

    /** Short enough to be told. */
    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s %s %s %s".formatted(method, brief(target), said(), brief(text));
    }

    private String said() {
      Map<String, String> told = new LinkedHashMap<>(headers);
      told.keySet().removeAll(java.util.Set.of("Cookie", "X-CSRF-TOKEN", "Authorization"));
      return brief(told.toString());
    }

    private static String brief(String text) {
      String shown = text.length() > 700 ? text.substring(0, 700) + "…" + text.length() : text;
      return shown.replace("\0", "\\0").replace("\r", "\\r").replace("\n", "\\n");
    }
  }

  /** What came back: the status, 0 for none. */
  record Got(int status, String head, String body) {

    boolean leadsTo(String path) {
      return status / 100 == 3
          && head.toLowerCase(java.util.Locale.ROOT).contains("location: ")
          && head.contains(path);
    }
  }

  private final URI server;

  Wire(String url) {
    this.server = URI.create(url);
  }

  Got send(Sent sent) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(30_000);
      StringBuilder head = new StringBuilder();
      head.append(sent.method()).append(' ').append(sent.target()).append(" HTTP/1.1\r\n");
      head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
      sent.headers()
          .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      if (sent.body().length > 0 || !sent.method().equals("GET")) {
        head.append("Content-Length: ").append(sent.body().length).append("\r\n");
      }
      head.append("\r\n");
      var whole = new ByteArrayOutputStream();
      whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      whole.writeBytes(sent.body());
      try {
        socket.getOutputStream().write(whole.toByteArray());
      } catch (IOException hungUp) {
        // It may have answered before it had read all.
      }
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(sent.toString(), e);
    }
  }

  private static Got read(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try {
      while (all.size() < ENOUGH) {
        int count = in.read(part);
        if (count < 0) break;
        all.write(part, 0, count);
        if (isEndless(all)) break;
      }
    } catch (IOException reset) {
      // What came until then is the answer.
    }
    String text = all.toString(StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 4);
    boolean answered = head.matches("(?s)HTTP/1.1 [0-9]{3}.*");
    return new Got(answered ? Integer.parseInt(head.substring(9, 12)) : 0, head, body);
  }

  private static boolean isEndless(ByteArrayOutputStream all) {
    return all.size() < 4096
        && all.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream");
  }
}
