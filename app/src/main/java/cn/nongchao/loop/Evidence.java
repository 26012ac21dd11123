package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that shows something: a photo, a recording, a document.
 *
 * @param id made by the client
 * @param sha256 of the bytes as they came, 64 lower-case hexadecimal digits
 * @param mediaType as found in the bytes, not as claimed
 * @param size in bytes
 * @param name as the device called it, without directories
 * @param capturedAt when the device says it was taken
 * @param lat where the device says it was taken, WGS 84
 * @param thumb whether there is a small picture of it
 * @param by null for somebody without an account
 * @param loop null until a step names it
 */
public record Evidence(
    UUID id,
    String sha256,
    String mediaType,
    long size,
    String name,
    @Nullable Instant capturedAt,
    @Nullable Double lat,
    @Nullable Double lon,
    boolean thumb,
    Instant uploadedAt,
    @Nullable PersonId by,
    @Nullable LoopId loop) {

  public boolean isImage() {
    return mediaType.startsWith("image/");
  }

  public boolean isAudio() {
    return mediaType.startsWith("audio/");
  }

  /** Whether a browser shows it by itself; HEIC, as phones of one make take it, mostly not. */
  public boolean isShownByBrowsers() {
    return isImage() && !mediaType.equals("image/heic");
  }

  public String path() {
    return "/evidence/" + id;
  }

  public String thumbPath() {
    return thumb ? path() + "/thumb" : path();
  }
}
