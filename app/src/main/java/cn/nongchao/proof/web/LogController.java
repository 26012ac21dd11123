package cn.nongchao.proof.web;

import cn.nongchao.platform.web.Anyone;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.tlog.TileId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log as c2sp.org/tlog-tiles says: checkpoint, tiles of hashes, bundles of entries. */
@Anyone
@RestController
class LogController {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final PublicLog log;

  LogController(PublicLog log) {
    this.log = log;
  }

  @GetMapping("/log/checkpoint")
  ResponseEntity<byte[]> checkpoint() {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noStore())
        .body(log.checkpoint().getBytes(StandardCharsets.UTF_8));
  }

  /** The largest checkpoint witnesses have cosigned; 404 where none has. */
  @GetMapping("/log/witnessed")
  ResponseEntity<byte[]> witnessed() {
    return log.witnessed()
        .map(note ->
            ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noStore())
                .body(note.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** The keys to check it with, one verifier key (vkey) a line, newest first. */
  @GetMapping("/log/keys")
  ResponseEntity<byte[]> keys() {
    String lines = String.join("\n", log.verifierKeys()) + "\n";
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noCache())
        .body(lines.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/log/tile/**")
  ResponseEntity<byte[]> tile(HttpServletRequest request) {
    try {
      TileId id = TileId.parse(request.getRequestURI().substring("/log/".length()));
      byte[] bytes = log.tile(id);
      if (bytes == null) return ResponseEntity.notFound().build();
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_OCTET_STREAM)
          .cacheControl(FOR_EVER)
          .header("Access-Control-Allow-Origin", "*")
          .body(bytes);
    } catch (Malformed e) {
      return ResponseEntity.notFound().build();
    }
  }
}
