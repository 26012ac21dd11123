package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.FileNames;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Evidence: bytes on disk under their SHA-256, once however often they come, and what is known of
 * them in a table. A file is on disk, synced and under its name before its row exists.
 */
@Component
public class EvidenceStore {

  public static final int MOST_BYTES = 20 * 1024 * 1024;

  /** Files a loop may have. */
  public static final int MOST_FILES = Attachments.PER_LOOP;

  /** For the {@code accept} of a file input. */
  public static final String ACCEPT =
      "image/jpeg,image/png,image/webp,image/heic,audio/*,application/pdf,.docx,.xlsx";

  /**
   * A file coming in.
   *
   * @param id made by the client; the same id again is the same file
   * @param sha256 reckoned on the device where it was captured; null where it was not
   */
  public record Upload(
      UUID id,
      String name,
      @Nullable String sha256,
      @Nullable Instant capturedAt,
      @Nullable Double lat,
      @Nullable Double lon) {

    public static Upload named(@Nullable String name) {
      return new Upload(Ids.next(), name == null ? "" : name, null, null, null, null);
    }
  }

  /**
   * Who sends it.
   *
   * @param session hash of the session or upload cookie: whoever has it may see the file meanwhile
   * @param origin keyed digest of the address, for somebody who is not here for work
   */
  public record Uploader(@Nullable PersonId person, String session, byte @Nullable [] origin) {
    public static Uploader of(Viewer viewer) {
      return new Uploader(viewer.id(), viewer.session(), null);
    }

    /** Whose share of the room for decoding it takes. */
    String sender() {
      if (person != null) return person.toString();
      return origin == null ? "" : HexFormat.of().formatHex(origin);
    }
  }

  /** What is given out of a file: where it lies, as what, under which name. */
  public record Shown(Path file, String mediaType, String name) {}

  private static final int SHOWN_SIDE = 1600;

  private static final Instant FIRST_PHOTO = Instant.parse("2000-01-01T00:00:00Z");

  private static final Refusal NOT_SHOWN =
      Refusal.of(
          "not-found",
          "这种格式的文件不公开，请向承办单位索取",
          "a file of this kind is not given to the public: ask the unit for it");

  private final Attachments rows;
  private final Darkroom darkroom;
  private final Path root;
  private final Clock clock;

  EvidenceStore(Attachments rows, Darkroom darkroom, Settings settings, Clock clock) {
    this.rows = rows;
    this.darkroom = darkroom;
    this.root = settings.data().resolve("evidence");
    this.clock = clock;
  }

  /** Takes a file in, or says why not and keeps nothing. */
  public Outcome<Evidence> put(Upload upload, InputStream bytes, Uploader by) throws IOException {
    Files.createDirectories(root);
    Path draft = Files.createTempFile(root, "incoming-", ".part");
    try {
      MessageDigest digest = sha256();
      long size = copy(new DigestInputStream(bytes, digest), draft);
      String hash = HexFormat.of().formatHex(digest.digest());
      Optional<Refusal> refusal = refusal(upload, size, hash);
      if (refusal.isPresent()) return Outcome.refused(refusal.get());
      Optional<String> type = FileKind.of(draft, upload.name());
      if (type.isEmpty()) return Outcome.refused(notTaken());
      return looked(upload, draft, hash, type.get(), size, by);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Keeps it, after its small picture is made: where that has to wait too long, nothing is. */
  private Outcome<Evidence> looked(
      Upload upload, Path draft, String hash, String type, long size, Uploader by)
      throws IOException {
    PhotoLook look = PhotoLook.at(draft, type);
    Optional<Refusal> tooMuch = look == null ? Optional.empty() : look.tooMuch(type);
    if (tooMuch.isPresent()) return Outcome.refused(tooMuch.get());
    Path small = Files.createTempFile(root, "thumb-", ".part");
    try {
      Path to = thumbPlace(hash);
      Outcome<Boolean> made =
          Files.exists(to)
              ? Outcome.done(false)
              : darkroom.develop(by.sender(), draft, type, Thumbnails.SIDE, small);
      if (made instanceof Outcome.Refused<Boolean> refused) return refused.as();
      keep(draft, place(hash));
      if (made.orThrow()) {
        sync(small, StandardOpenOption.WRITE); // or after a power cut it is there and empty
        Files.move(small, to, StandardCopyOption.ATOMIC_MOVE);
      }
      return record(upload, hash, type, size, Files.exists(to), by);
    } finally {
      Files.deleteIfExists(small);
    }
  }

  private static Optional<Refusal> refusal(Upload upload, long size, String hash) {
    if (size == 0) {
      return Optional.of(Refusal.field("file", "文件是空的", "the file is empty"));
    }
    if (size > MOST_BYTES) {
      return Optional.of(
          new Refusal(
              "too-large", "file", Text.of("文件不能超过 20 MB", "a file may have 20 MB at most")));
    }
    if (upload.sha256() != null && !upload.sha256().equalsIgnoreCase(hash)) {
      return Optional.of(
          Refusal.field(
              "sha256",
              "收到的文件与拍摄时的指纹不一致，请重新上传",
              "what arrived differs from what the device hashed: upload it again"));
    }
    return Optional.empty();
  }

  private static Refusal notTaken() {
    return Refusal.field(
        "file",
        "只能上传照片（JPEG、PNG、WebP、HEIC）、录音（MP3、M4A、OGG、WebM、WAV）、PDF、DOCX、XLSX",
        "only photos (JPEG, PNG, WebP, HEIC), recordings (MP3, M4A, OGG, WebM, WAV), PDF, DOCX,"
            + " XLSX");
  }

  /** A device whose clock stands wrong by years tells nothing. */
  private @Nullable Instant plausible(@Nullable Instant captured) {
    Instant latest = clock.instant().plus(Duration.ofDays(1));
    return captured == null || captured.isBefore(FIRST_PHOTO) || captured.isAfter(latest)
        ? null
        : captured;
  }

  private Outcome<Evidence> record(
      Upload upload, String hash, String type, long size, boolean thumb, Uploader by) {
    var evidence =
        new Evidence(
            upload.id(),
            hash,
            type,
            size,
            upload.name(),
            plausible(upload.capturedAt()),
            upload.lat(),
            upload.lon(),
            thumb,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            by.person(),
            null,
            null);
    if (rows.insert(evidence, by)) return Outcome.done(evidence);
    Evidence earlier = rows.find(upload.id()).orElseThrow();
    boolean same = earlier.sha256().equals(hash) && Objects.equals(earlier.by(), by.person());
    return same
        ? Outcome.done(earlier)
        : Outcome.refused(
            Refusal.of("already-exists", "这个编号已被另一个文件使用", "this id is taken by another file"));
  }

  /**
   * What a form names as evidence: files sent before by script, by id, and files sent with the form
   * itself by a browser without script. Refusals name the field {@code evidence}.
   */
  public Outcome<List<UUID>> putAll(
      Collection<UUID> already, @Nullable Collection<MultipartFile> files, Uploader by)
      throws IOException {
    List<UUID> all = new ArrayList<>(already);
    List<Refusal> refused = new ArrayList<>();
    for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
      if (file.isEmpty()) continue; // an untouched file input sends one of no bytes
      try (InputStream in = file.getInputStream()) {
        switch (put(Upload.named(file.getOriginalFilename()), in, by)) {
          case Outcome.Done<Evidence>(Evidence evidence) -> all.add(evidence.id());
          case Outcome.Refused<Evidence>(List<Refusal> reasons) ->
              reasons.forEach(r -> refused.add(new Refusal(r.code(), "evidence", r.reason())));
        }
      }
    }
    return refused.isEmpty() ? Outcome.done(List.copyOf(all)) : Outcome.refused(refused);
  }

  public Optional<Evidence> find(UUID id) {
    return rows.find(id);
  }

  /** Those of the ids that exist, in the order they came. */
  public List<Evidence> find(Collection<UUID> ids) {
    return rows.find(ids);
  }

  /** All of a loop's. The caller has made sure that the reader may see the loop. */
  public List<Evidence> of(LoopId loop) {
    return rows.of(loop);
  }

  /** Its bytes on disk. */
  public Path file(Evidence evidence) {
    return place(evidence.sha256());
  }

  public Path thumbFile(Evidence evidence) {
    return thumbPlace(evidence.sha256());
  }

  /**
   * What the public is shown in its place: of a photo another one that carries nothing but pixels,
   * upright, at most 1,600 of them a side. Nothing of a recording or document: author, device and
   * place stand in it in too many ways for all to be found.
   *
   * @param reader whose share of the room for decoding it takes
   */
  public Outcome<Shown> shown(Evidence evidence, String reader) throws IOException {
    String type = evidence.mediaType();
    if (!evidence.isImage()) return Outcome.refused(NOT_SHOWN);
    Path to = shownPlace(evidence.sha256());
    boolean isWebp = type.equals(WebpPixels.TYPE);
    if (!Files.exists(to)) {
      Path draft = Files.createTempFile(root, "shown-", ".part");
      try {
        Outcome<Boolean> made =
            isWebp
                ? Outcome.done(WebpPixels.write(file(evidence), draft))
                : darkroom.develop(reader, file(evidence), type, SHOWN_SIDE, draft);
        if (made instanceof Outcome.Refused<Boolean> refused) return refused.as();
        if (!made.orThrow()) return Outcome.refused(NOT_SHOWN);
        sync(draft, StandardOpenOption.WRITE);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
    String as = isWebp ? type : "image/jpeg";
    return Outcome.done(new Shown(to, as, FileNames.plain(evidence.name(), FileKind.endings(as))));
  }

  Path place(String hash) {
    return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
  }

  private Path shownPlace(String hash) {
    return place(hash).resolveSibling(hash + ".shown");
  }

  private Path thumbPlace(String hash) {
    return place(hash).resolveSibling(hash + ".thumb.jpg");
  }

  /** Up to a byte more than is allowed, which is enough to know. */
  private static long copy(InputStream in, Path to) throws IOException {
    long size = 0;
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(to)) {
      int read;
      while (size <= MOST_BYTES && (read = in.read(buffer)) > 0) {
        out.write(buffer, 0, read);
        size += read;
      }
    }
    return size;
  }

  private void keep(Path draft, Path kept) throws IOException {
    if (Files.exists(kept)) {
      // Young again, so that it is not swept away while a row for it is being written.
      Files.setLastModifiedTime(kept, FileTime.from(clock.instant()));
      if (Files.exists(kept)) return;
    }
    Path folder = Objects.requireNonNull(kept.getParent());
    Files.createDirectories(folder);
    sync(draft, StandardOpenOption.WRITE);
    Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
    // The names too must survive a power cut.
    sync(folder, StandardOpenOption.READ);
    sync(Objects.requireNonNull(folder.getParent()), StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** Deletes the bytes that no row names; not those touched within the hour. */
  void delete(String hash) throws IOException {
    Path kept = place(hash);
    if (!Files.exists(kept)) return;
    Instant touched = Files.getLastModifiedTime(kept).toInstant();
    if (touched.isAfter(clock.instant().minusSeconds(3600))) return;
    remove(hash);
  }

  /**
   * Deletes the bytes of an erased file; false where they may just have been sent again, for
   * another row, and are left to the next time.
   *
   * @param uploaded when its row was written: bytes touched later were sent again
   */
  boolean wipe(String hash, Instant uploaded) throws IOException {
    Path kept = place(hash);
    if (Files.exists(kept)) {
      Instant touched = Files.getLastModifiedTime(kept).toInstant();
      Instant recently = clock.instant().minusSeconds(3600);
      if (touched.isAfter(uploaded.plusSeconds(1)) && touched.isAfter(recently)) return false;
    }
    remove(hash);
    return true;
  }

  private void remove(String hash) throws IOException {
    Files.deleteIfExists(thumbPlace(hash));
    Files.deleteIfExists(shownPlace(hash));
    Files.deleteIfExists(place(hash));
  }

  /** Deletes what came in while we were killed, or was being drawn. */
  void sweep() throws IOException {
    if (!Files.isDirectory(root)) return;
    Instant young = clock.instant().minusSeconds(3600);
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(root, "*.part")) {
      for (Path draft : drafts) {
        if (Files.getLastModifiedTime(draft).toInstant().isBefore(young)) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
