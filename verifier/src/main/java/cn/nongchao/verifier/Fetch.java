package cn.nongchao.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads files and addresses, never more than the caller allows. */
final class Fetch {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int OK = 200;

  private @Nullable HttpClient client;

  static boolean isUrl(String where) {
    return where.startsWith("http://") || where.startsWith("https://");
  }

  /** A file name or {@code file:} address as a path. */
  static Path path(String where) {
    return where.startsWith("file://")
        ? Path.of(URI.create(where))
        : Path.of(where.startsWith("file:") ? where.substring("file:".length()) : where);
  }

  /** Reads a file or an address that must be there. */
  byte[] read(String where, int maxBytes) throws Unreadable {
    byte[] bytes = find(where, maxBytes);
    if (bytes == null) {
      throw new Unreadable("找不到：" + where, "not found: " + where);
    }
    return bytes;
  }

  /** Reads a file or an address; null where there is none. */
  byte @Nullable [] find(String where, int maxBytes) throws Unreadable {
    try {
      return isUrl(where) ? download(where, maxBytes) : file(path(where), maxBytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new Unreadable("读不到 " + where + "：" + e, "cannot read " + where + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreadable("已中断", "interrupted");
    }
  }

  private static byte @Nullable [] file(Path path, int maxBytes) throws IOException, Unreadable {
    try (InputStream in = Files.newInputStream(path)) {
      return within(in, maxBytes, path.toString());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  private byte @Nullable [] download(String url, int maxBytes)
      throws IOException, InterruptedException, Unreadable {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(WAIT)
            .header("Accept-Encoding", "gzip, identity")
            .header("User-Agent", "nongchao-verifier")
            .build();
    HttpResponse<InputStream> response =
        client().send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == NOT_FOUND || status == GONE) {
        return null;
      }
      if (status != OK) {
        throw new Unreadable(url + " 返回 " + status, url + " answered " + status);
      }
      boolean zipped =
          response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
      // hashes do not compress: zipped they are a little longer than plain
      byte[] sent = within(body, zipped ? maxBytes + maxBytes / 64 + 1024 : maxBytes, url);
      return zipped
          ? within(new GZIPInputStream(new ByteArrayInputStream(sent)), maxBytes, url)
          : sent;
    }
  }

  private static byte[] within(InputStream in, int maxBytes, String what)
      throws IOException, Unreadable {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new Unreadable(what + " 过大", what + " is too large");
    }
    return bytes;
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(WAIT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    return client;
  }
}
