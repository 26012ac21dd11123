package cn.nongchao.loop;

import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.WebUtils;

/**
 * Files coming in over HTTP, from people with an account or without. Without one, the browser keeps
 * a random word and the table its hash: whoever has just sent a file sees it again, and no node
 * remembers anything.
 */
@Component
public class Uploads {

  private static final String COOKIE = "nc_upload";
  private static final int ONE_DAY = 24 * 3600;
  private static final Duration WINDOW = Duration.ofHours(1);

  /** Files an hour from one address without an account; a village may share one. */
  private static final int MOST_AN_HOUR = 120;

  private final EvidenceStore store;
  private final Attachments rows;
  private final PersonalData personal;
  private final Clock clock;

  Uploads(EvidenceStore store, Attachments rows, PersonalData personal, Clock clock) {
    this.store = store;
    this.rows = rows;
    this.personal = personal;
    this.clock = clock;
  }

  /** Who sends; sets the cookie where somebody without an account has none yet. */
  public Uploader uploader(
      @Nullable Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    if (viewer != null) return Uploader.of(viewer);
    byte[] origin = personal.digest("upload " + Network.of(request.getRemoteAddr()));
    String session = session(request);
    if (session != null) return new Uploader(null, session, origin);
    String word = Ids.next() + "." + UUID.randomUUID();
    Cookie cookie = new Cookie(COOKIE, word);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setMaxAge(ONE_DAY);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    return new Uploader(null, hash(word), origin);
  }

  /**
   * Those of the files that belong to no loop yet and came from this person, or from nobody known.
   */
  public List<Evidence> loose(Collection<UUID> ids, @Nullable PersonId by) {
    return store.find(ids).stream()
        .filter(one -> one.loop() == null && Objects.equals(one.by(), by))
        .toList();
  }

  /** Whether this reader may see a file that belongs to no loop yet: its sender may. */
  public boolean isOwn(Evidence evidence, @Nullable Viewer viewer, HttpServletRequest request) {
    if (viewer != null && viewer.id().equals(evidence.by())) return true;
    String session = session(request);
    return session != null && rows.cameWith(evidence.id(), session);
  }

  public Outcome<Evidence> take(Upload upload, MultipartFile file, Uploader by) throws IOException {
    Optional<Refusal> much = tooMuch(by);
    if (much.isPresent()) return Outcome.refused(much.get());
    try (InputStream in = file.getInputStream()) {
      return store.put(upload, in, by);
    }
  }

  /** {@link EvidenceStore#putAll} within the limit for people without an account. */
  public Outcome<List<UUID>> ofForm(
      Collection<UUID> already, @Nullable Collection<MultipartFile> files, Uploader by)
      throws IOException {
    Optional<Refusal> much = tooMuch(by);
    return much.isPresent() ? Outcome.refused(much.get()) : store.putAll(already, files, by);
  }

  private Optional<Refusal> tooMuch(Uploader by) {
    byte[] origin = by.origin();
    if (origin == null || rows.since(origin, clock.instant().minus(WINDOW)) < MOST_AN_HOUR) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of("too-many", "上传过于频繁，请一小时后再试", "too many uploads: try again in an hour"));
  }

  private static @Nullable String session(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null || cookie.getValue().length() < 60 ? null : hash(cookie.getValue());
  }

  private static String hash(String word) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
