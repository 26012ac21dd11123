package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** An open line on which the application tells what happens, as server-sent events. */
public final class Line implements AutoCloseable {

  private final InputStream body;
  private final StringBuffer heard = new StringBuffer();

  Line(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      body = response.body();
      assertThat(response.statusCode()).as(request.toString()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Thread.startVirtualThread(this::read);
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> heard.append(line).append('\n'));
    } catch (IOException | UncheckedIOException closed) {
      // Nothing more will come: whoever waits for it is told by the clock.
    }
  }

  /** All that came so far. */
  public String heard() {
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
