package cn.nongchao.loop;

import cn.nongchao.form.Repeats;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.platform.web.Comers;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
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

  private static final int AN_HOUR = 120;

  private static final Refusal FULL =
      Refusal.of(
          "busy",
          "未提交的附件太多，暂不能上传；请先不带照片上报，或稍后再试",
          "too many files wait for their reports: report without photos, or try again later");

  private static final Text MUCH = Text.of("上传过于频繁", "too many uploads");

  /** From one address without an account; a village may share one. */
  private static final Limit FILES =
      Limit.of("upload", Duration.ofHours(1))
          .address(AN_HOUR, AN_HOUR)
          .saying(MUCH, Text.of("", ""));

  /** Of somebody with an account who is not here for work. */
  private static final Limit OWN_FILES =
      Limit.of("upload-own", Duration.ofHours(1))
          .known(AN_HOUR, AN_HOUR)
          .saying(MUCH, Text.of("", ""));

  private final EvidenceStore store;
  private final Attachments rows;
  private final PersonalData personal;
  private final Repeats repeats;
  private final Limiter limiter;
  private final Comers comers;

  Uploads(
      EvidenceStore store,
      Attachments rows,
      PersonalData personal,
      Repeats repeats,
      Limiter limiter,
      Comers comers) {
    this.store = store;
    this.rows = rows;
    this.personal = personal;
    this.repeats = repeats;
    this.limiter = limiter;
    this.comers = comers;
  }

  /** Who sends; sets the cookie where somebody without an account has none yet. */
  public Uploader uploader(
      @Nullable Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    if (viewer != null && viewer.works()) return Uploader.of(viewer);
    byte[] origin = personal.digest("upload " + Network.of(request.getRemoteAddr()));
    if (viewer != null) return new Uploader(viewer.id(), viewer.session(), origin);
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

  /** Whether the file is there and no photo. */
  boolean isOtherThanPhoto(UUID id) {
    return store.find(id).filter(file -> !file.isPhoto()).isPresent();
  }

  /** Whether this reader may see a file that belongs to no loop yet: its sender may. */
  public boolean isOwn(Evidence evidence, @Nullable Viewer viewer, HttpServletRequest request) {
    if (viewer != null && viewer.id().equals(evidence.by())) return true;
    String session = session(request);
    return session != null && rows.cameWith(evidence.id(), session);
  }

  public Outcome<Evidence> take(
      Upload upload, MultipartFile file, Uploader by, HttpServletRequest request)
      throws IOException {
    if (store.find(upload.id()).isEmpty()) {
      Refusal taken = repeats.claim(upload.id(), "id", "evidence " + by.person());
      if (taken != null) return Outcome.refused(taken);
    }
    return counted(
        1,
        by,
        request,
        () -> {
          try (InputStream in = file.getInputStream()) {
            return store.put(upload, in, by);
          }
        });
  }

  /** {@link EvidenceStore#putAll} within the limit for whoever is not here for work. */
  public Outcome<List<UUID>> ofForm(
      Collection<UUID> already,
      Collection<MultipartFile> files,
      Uploader by,
      HttpServletRequest request)
      throws IOException {
    int count = (int) files.stream().filter(file -> !file.isEmpty()).count();
    return counted(count, by, request, () -> store.putAll(already, files, by));
  }

  /** Takes something in. */
  private interface Taking<T> {
    Outcome<T> take() throws IOException;
  }

  /** Counted before it is taken in, so that a hundred at once are a hundred. */
  private <T> Outcome<T> counted(
      int files, Uploader by, HttpServletRequest request, Taking<T> taking) throws IOException {
    if (files > 0 && by.origin() != null && rows.isFull()) return Outcome.refused(FULL);
    List<Charge> charges = new ArrayList<>();
    Limit limit = by.person() == null ? FILES : OWN_FILES;
    for (int i = 0; i < files && by.origin() != null; i++) {
      switch (limiter.take(limit, comers.of(request), "")) {
        case Outcome.Done<Charge>(Charge charge) -> charges.add(charge);
        case Outcome.Refused<Charge> tooMany -> {
          charges.forEach(Charge::giveBack);
          return tooMany.as();
        }
      }
    }
    Outcome<T> taken = taking.take();
    if (!taken.isDone()) charges.forEach(Charge::giveBack);
    return taken;
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
