package cn.nongchao.loop.web;

import cn.nongchao.loop.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Evidence as the JSON API shows it. */
record EvidenceJson(
    String id,
    String sha256,
    String mediaType,
    long size,
    String name,
    @Nullable Instant capturedAt,
    @Nullable Double lat,
    @Nullable Double lon,
    String path,
    @Nullable String thumb) {

  static EvidenceJson of(Evidence e) {
    return new EvidenceJson(
        e.id().toString(),
        e.sha256(),
        e.mediaType(),
        e.size(),
        e.name(),
        e.capturedAt(),
        e.lat(),
        e.lon(),
        e.path(),
        e.thumb() ? e.thumbPath() : null);
  }
}
