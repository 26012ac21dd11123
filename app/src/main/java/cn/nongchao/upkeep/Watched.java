package cn.nongchao.upkeep;

import cn.nongchao.platform.web.Anyone;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What machines that watch the server ask: whether it serves, and how much there is of what. */
@RestController
class Watched {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final Metrics metrics;
  private final byte[] token;

  /**
   * @param token the password of {@code /metrics}; empty for none, then there is no such address
   */
  Watched(Health health, Metrics metrics, @Value("${nongchao.metrics.token:}") String token) {
    this.health = health;
    this.metrics = metrics;
    this.token = token.strip().getBytes(StandardCharsets.UTF_8);
  }

  /** {@code up}, or {@code down} with 503 and which of the two it is. */
  record Said(String status, boolean database, boolean disk) {}

  @Anyone
  @GetMapping("/health")
  ResponseEntity<Said> health() {
    Health.Standing now = health.now();
    return ResponseEntity.status(now.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .cacheControl(CacheControl.noStore())
        .body(new Said(now.isUp() ? "up" : "down", now.database(), now.disk()));
  }

  /** Basic, and not Bearer: that is a person's token, which the database would be asked for. */
  @Anyone
  @GetMapping("/metrics")
  ResponseEntity<String> metrics(HttpServletRequest request) {
    if (token.length == 0) return ResponseEntity.notFound().build();
    if (!MessageDigest.isEqual(token, given(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"metrics\"")
          .cacheControl(CacheControl.noStore())
          .build();
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, TEXT)
        .cacheControl(CacheControl.noStore())
        .body(metrics.text());
  }

  private static byte[] given(@Nullable String header) {
    if (header == null || !header.startsWith("Basic ")) return new byte[0];
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
