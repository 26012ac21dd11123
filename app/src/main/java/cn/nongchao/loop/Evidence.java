package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.FileNames;
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
 * @param name as the device called it, without directories and ending as files of its type do
 * @param capturedAt when the device says it was taken
 * @param lat where the device says it was taken, WGS 84
 * @param thumb whether there is a small picture of it
 * @param by null for somebody without an account
 * @param loop null until a step names it
 * @param erasedAt since when there is nothing but the hash; null while it is kept
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
    @Nullable LoopId loop,
    @Nullable Instant erasedAt) {

  public Evidence {
    name = FileNames.plain(name, FileKind.endings(mediaType));
  }

  private static final double EARTH_METRES = 6_371_008.8; // mean radius, IUGG

  public boolean isImage() {
    return mediaType.startsWith("image/");
  }

  /** A picture that could be drawn, or of a kind that is not drawn here. */
  boolean isPhoto() {
    return isImage() && (thumb || !isShownByBrowsers() || mediaType.equals(WebpPixels.TYPE));
  }

  public boolean isAudio() {
    return mediaType.startsWith("audio/");
  }

  /** Whether a browser shows it by itself; HEIC, as phones of one make take it, mostly not. */
  public boolean isShownByBrowsers() {
    return isImage() && !mediaType.equals("image/heic");
  }

  /** Whether the public is given anything of it: a photo that can be drawn anew or stripped. */
  public boolean isShownToThePublic() {
    return erasedAt == null && isShownByBrowsers() && (thumb || mediaType.equals(WebpPixels.TYPE));
  }

  /** How far from a point it was taken, in metres; null where either place is not known. */
  public @Nullable Long metresFrom(@Nullable Double north, @Nullable Double east) {
    if (lat == null || lon == null || north == null || east == null) return null;
    double phi1 = Math.toRadians(lat);
    double phi2 = Math.toRadians(north);
    double turn = Math.toRadians(east - lon);
    // Haversine: exact enough near and far.
    double h =
        Math.pow(Math.sin((phi2 - phi1) / 2), 2)
            + Math.cos(phi1) * Math.cos(phi2) * Math.pow(Math.sin(turn / 2), 2);
    return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
  }

  public String path() {
    return "/evidence/" + id;
  }

  public String thumbPath() {
    return thumb ? path() + "/thumb" : path();
  }
}
