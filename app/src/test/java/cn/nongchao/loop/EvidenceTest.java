package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.Reported;
import cn.nongchao.cases.TrackedPass;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Files that show something: what is taken in, how it is kept, who may see it. */
class EvidenceTest {

  private static final EvidenceStore STORE = RunningApp.bean(EvidenceStore.class);
  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  private final Viewer worker = Cast.atHome(CasesRoles.GRID_WORKER).viewer();

  private Outcome<Evidence> put(String name, byte[] bytes) throws IOException {
    return STORE.put(Upload.named(name), new ByteArrayInputStream(bytes), Uploader.of(worker));
  }

  private static @Nullable String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(List<Refusal> reasons)
        ? reasons.getFirst().code() + " " + reasons.getFirst().field()
        : null;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aFileIsKeptByteForByteOnceUnderItsHash() throws Exception {
    byte[] photo = SampleFiles.sideways();
    Evidence first = put("../../etc/IMG\u0000_1.JPG", photo).orThrow();
    assertThat(first.sha256()).isEqualTo(sha256(photo));
    assertThat(first.size()).isEqualTo(photo.length);
    assertThat(first.name()).isEqualTo("IMG_1.JPG");
    assertThat(Files.readAllBytes(STORE.file(first))).isEqualTo(photo);

    Evidence second = put("the same.jpg", photo).orThrow();
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(STORE.file(second)).isEqualTo(STORE.file(first));
  }

  @Test
  void sentTwiceUnderOneIdItIsOneFile() throws Exception {
    Upload upload = Upload.named("a.png");
    byte[] a = SampleFiles.picture("png", 10, 10);
    byte[] b = SampleFiles.picture("png", 11, 11);
    Evidence once = STORE.put(upload, new ByteArrayInputStream(a), Uploader.of(worker)).orThrow();
    Evidence again = STORE.put(upload, new ByteArrayInputStream(a), Uploader.of(worker)).orThrow();
    assertThat(again).isEqualTo(once);
    assertThat(code(STORE.put(upload, new ByteArrayInputStream(b), Uploader.of(worker))))
        .isEqualTo("already-exists null");
    Viewer other = Cast.atHome(CasesRoles.CLERK).viewer();
    assertThat(code(STORE.put(upload, new ByteArrayInputStream(a), Uploader.of(other))))
        .isEqualTo("already-exists null");
  }

  /** A phone whose battery was out believes it is 1970; its photo is a photo all the same. */
  @Test
  void aClockThatCannotBeRightIsLeftOut() throws Exception {
    byte[] photo = SampleFiles.picture("png", 20, 20);
    Instant now = Instant.now(java.time.Clock.systemUTC());
    for (Instant wrong :
        List.of(Instant.EPOCH, Instant.MAX, Instant.MIN, now.plusSeconds(90_000))) {
      Upload upload = new Upload(Ids.next(), "a.png", null, wrong, null, null);
      assertThat(
              STORE
                  .put(upload, new ByteArrayInputStream(photo), Uploader.of(worker))
                  .orThrow()
                  .capturedAt())
          .isNull();
    }
    Upload right = new Upload(Ids.next(), "a.png", null, now.minusSeconds(60), null, null);
    assertThat(
            STORE
                .put(right, new ByteArrayInputStream(photo), Uploader.of(worker))
                .orThrow()
                .capturedAt())
        .isNotNull();
  }

  @Test
  void whatArrivesMustBeWhatTheDeviceHashed() throws Exception {
    byte[] photo = SampleFiles.picture("png", 20, 20);
    var right = new Upload(Ids.next(), "a.png", sha256(photo).toUpperCase(), null, null, null);
    var wrong = new Upload(Ids.next(), "a.png", sha256(new byte[1]), null, null, null);
    Uploader by = Uploader.of(worker);
    assertThat(STORE.put(right, new ByteArrayInputStream(photo), by).isDone()).isTrue();
    assertThat(code(STORE.put(wrong, new ByteArrayInputStream(photo), by)))
        .isEqualTo("bad-input sha256");
    assertThat(STORE.find(wrong.id())).isEmpty();
  }

  @Test
  void theBytesSayWhatAFileIsNotItsName() throws Exception {
    taken("photo.pdf", SampleFiles.picture("jpeg", 8, 8), "image/jpeg");
    taken("photo", SampleFiles.picture("png", 8, 8), "image/png");
    taken("recording.jpg", SampleFiles.wave(), "audio/wav");
    taken("letter.png", SampleFiles.text("%PDF-1.7\n%%EOF"), "application/pdf");
    taken(
        "voice.bin", SampleFiles.text("OggS\0\2" + "\0".repeat(22) + "\1\36\1vorbis"), "audio/ogg");
    byte[] letter = SampleFiles.archive("[Content_Types].xml", "word/document.xml");
    taken(
        "letter.docx",
        letter,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    refused("holiday.jpg", SampleFiles.text("<html><script>alert(1)</script></html>"));
    refused("drawing.png", SampleFiles.text("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    refused("tool.pdf", SampleFiles.text("MZ\220\0\3\0\0\0\4\0\0\0\377\377\0\0"));
    refused("noise.jpg", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    refused("noise.mp3", SampleFiles.text("no music at all"));
    refused("moving.gif", SampleFiles.picture("gif", 8, 8));
    refused("letter.docx", SampleFiles.archive("malware.exe"));
    refused(
        "macros.docx",
        SampleFiles.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"));
    refused("letter.jpg", letter);
    for (String macros :
        List.of(
            "word/VBAPROJECT.BIN",
            "word/VbaProject.bin",
            "other/vbaData.xml",
            "xl/MacroSheets/a")) {
      refused(
          "macros.docx", SampleFiles.archive("[Content_Types].xml", "word/document.xml", macros));
    }
    refused("empty.jpg", new byte[0]);
  }

  /** A part with macros may have any name: the lists of parts say what it is. */
  @Test
  void macrosUnderAnotherNameAreFoundInTheListsOfParts() throws Exception {
    String list = "<Types><Override PartName='/word/a.bin' ContentType='%s'/></Types>";
    String office = "application/vnd.ms-office.";
    for (String said :
        List.of(
            list.formatted(office + "vbaProject"),
            list.formatted(office.toUpperCase() + "VBAPROJECT"),
            list.formatted(office + "vba&#80;roject"),
            list.formatted("application/vnd.ms-word.document.macroEnabled.main+xml"),
            list.formatted("x".repeat(1 << 20)))) {
      for (String where : List.of("[Content_Types].xml", "word/_rels/document.xml.RELS")) {
        refused("a.docx", document(Map.of(where, said.getBytes(StandardCharsets.UTF_8))));
        refused("a.docx", document(Map.of(where, said.getBytes(StandardCharsets.UTF_16))));
      }
    }
    assertThat(put("a.docx", document(Map.of())).isDone()).isTrue();
  }

  /** What an office program would fetch from elsewhere, or run, for whoever opens it. */
  @Test
  void aDocumentFetchesNothingAndHoldsNoObjects() throws Exception {
    String list =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='a>' Target='http://example.org/x' TargetMode='%s' Type='%s'/>"
            + "</Relationships>";
    String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    String where = "word/_rels/settings.xml.rels";
    for (String type : List.of("attachedTemplate", "frame", "image", "oleLink")) {
      String said = list.formatted("External", office + type);
      refused("a.docx", document(Map.of(where, SampleFiles.text(said))));
    }
    refused("a.docx", document(Map.of(where, SampleFiles.text("<Relationships"))));
    refused("a.docx", document(Map.of("word/embeddings/oleObject1.bin", new byte[] {1})));
    String link = list.formatted("External", office + "hyperlink");
    assertThat(put("a.docx", document(Map.of(where, SampleFiles.text(link)))).isDone()).isTrue();
    String own = list.formatted("Internal", office + "image");
    assertThat(put("a.docx", document(Map.of(where, SampleFiles.text(own)))).isDone()).isTrue();
  }

  private static byte[] document(Map<String, byte[]> parts) throws IOException {
    Map<String, byte[]> all = new java.util.LinkedHashMap<>();
    all.put("[Content_Types].xml", SampleFiles.text("<Types/>"));
    all.put("word/document.xml", SampleFiles.text("<x/>"));
    all.putAll(parts);
    return SampleFiles.archive(all);
  }

  /** What a person sees of a name is what the file is, for those kept before as well. */
  @Test
  void aNameEndsAsFilesOfItsKindDoAndHidesNothing() throws Exception {
    byte[] png = SampleFiles.picture("png", 8, 9);
    named("a.html", png, "a.png");
    named("a.PNG", png, "a.PNG");
    named("a", png, "a.png");
    named("a.jpg.exe", png, "a.jpg.png");
    named("\u202egnp.exe", png, "gnp.png");
    named("a\u2066\u200b\u0085\u2028.png\u2069", png, "a.png");
    named("a.html\u0000.png", png, "a.html.png");
    named("...", png, "file.png");
    named(".htaccess", png, ".htaccess.png");
    named("现场 照片（1）.jpeg", SampleFiles.picture("jpeg", 8, 9), "现场 照片（1）.jpeg");
    named("字".repeat(300) + ".html", png, "字".repeat(115) + ".png");
    named("a.hta", SampleFiles.text("%PDF-1.7\n%%EOF"), "a.pdf");

    Visitor worker = Visitor.signedIn(Cast.atHome(CasesRoles.GRID_WORKER).session());
    Answer sent = worker.upload("/evidence", "a.html", png, Map.of());
    String path = JsonMapper.shared().readTree(sent.body()).path("path").asString();
    RunningApp.bean(JdbcClient.class)
        .sql("update loop.evidence set name = ? where id = ?")
        .params("\u202elmth.a.html", id(path))
        .update();
    assertThat(worker.get(path).header("content-disposition"))
        .contains("lmth.a.png")
        .doesNotContain("html\"", "%E2%80%AE");
  }

  private void named(String name, byte[] bytes, String kept) throws IOException {
    assertThat(put(name, bytes).orThrow().name()).as(name).isEqualTo(kept);
  }

  private void taken(String name, byte[] bytes, String type) throws IOException {
    assertThat(put(name, bytes).orThrow().mediaType()).as(name).isEqualTo(type);
  }

  private void refused(String name, byte[] bytes) throws IOException {
    assertThat(code(put(name, bytes))).as(name).isEqualTo("bad-input file");
  }

  @Test
  void twentyMegabytesAreTheMost() throws Exception {
    byte[] head = SampleFiles.picture("jpeg", 8, 8);
    byte[] most = java.util.Arrays.copyOf(head, EvidenceStore.MOST_BYTES);
    byte[] more = java.util.Arrays.copyOf(head, EvidenceStore.MOST_BYTES + 1);
    assertThat(put("most.jpg", most).orThrow().size()).isEqualTo(EvidenceStore.MOST_BYTES);
    assertThat(code(put("more.jpg", more))).isEqualTo("too-large file");
    Path folder = STORE.file(put("a.jpg", head).orThrow()).getParent().getParent().getParent();
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::toString).filter(name -> name.endsWith(".part"))).isEmpty();
    }
  }

  /** As docs/operating.md says: the original is untouched, the small picture tells nothing. */
  @Test
  void theSmallPictureIsUprightAndCarriesNothingButPixels() throws Exception {
    Evidence photo = put("sideways.jpg", SampleFiles.sideways()).orThrow();
    assertThat(photo.thumb()).isTrue();
    assertThat(latin(STORE.file(photo))).contains(SampleFiles.SECRET);
    assertThat(latin(STORE.thumbFile(photo))).doesNotContain("Exif", SampleFiles.SECRET);

    BufferedImage small = ImageIO.read(STORE.thumbFile(photo).toFile());
    assertThat(small.getWidth()).isEqualTo(240);
    assertThat(small.getHeight()).isEqualTo(480);
    assertThat(small.getRGB(120, 60) >> 16 & 0xFF).as("red on top").isGreaterThan(200);
    assertThat(small.getRGB(120, 420) & 0xFF).as("blue below").isGreaterThan(200);
  }

  private static String latin(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aBrokenPhotoIsStillEvidence() throws Exception {
    byte[] whole = SampleFiles.picture("jpeg", 400, 400);
    Evidence broken = put("cut off.jpg", java.util.Arrays.copyOf(whole, 60)).orThrow();
    assertThat(broken.mediaType()).isEqualTo("image/jpeg");
    assertThat(broken.thumb()).isFalse();
    assertThat(broken.thumbPath()).isEqualTo(broken.path());
  }

  @Test
  void itsSenderSeesItUntilAStepNamesItThenWhoeverMaySeeTheLoop() throws Exception {
    Visitor citizen = Visitor.anonymous();
    String path = sent(citizen, SampleFiles.sideways());
    String thumb = path + "/thumb";
    assertThat(citizen.get(thumb).status()).isEqualTo(200);
    assertThat(Visitor.anonymous().get(path).status()).isEqualTo(404);
    Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(desk.get(path).status()).isEqualTo(404);

    Report report =
        Report.of(LoopId.next(), Channel.CITIZEN, "河边倾倒", VILLAGE)
            .showing(List.of(id(path)))
            .tracked("a secret of " + path);
    Reported reported =
        RunningApp.bean(Events.class).report(report, new Actor.CodeHolder(report.id())).orThrow();
    String code = "?pass=" + RunningApp.bean(TrackedPass.class).of(reported.id());
    assertThat(citizen.get(path).status()).as("without the code").isEqualTo(404);
    assertThat(citizen.get(path + code).status()).isEqualTo(200);
    assertThat(citizen.get(thumb + code).header("content-type")).isEqualTo("image/jpeg");
    String old = path + "?code=" + reported.trackingCode();
    assertThat(citizen.get(old).status()).as("the code opens no photo").isEqualTo(404);
    String other = RunningApp.bean(TrackedPass.class).of(LoopId.next());
    assertThat(citizen.get(path + "?pass=" + other).status()).as("another report's").isEqualTo(404);
    String later = code.replaceFirst("\\.[0-9]+\\.", ".9999999999.");
    assertThat(citizen.get(path + later).status()).as("made longer").isEqualTo(404);
    assertThat(desk.get(path).status()).isEqualTo(200);
    Visitor away = Visitor.signedIn(Cast.elsewhere(CasesRoles.DISPATCHER).session());
    assertThat(away.get(path).status()).isEqualTo(404);
    assertThat(away.get(thumb).status()).isEqualTo(404);
    String nowhere = "/evidence/" + Ids.next();
    String told = away.get(nowhere).body();
    assertThat(away.get(path).body()).isEqualTo(told.replace(nowhere, path));
  }

  @Test
  void whatIsServedCannotActOnItsReader() throws Exception {
    Visitor worker = Visitor.signedIn(Cast.atHome(CasesRoles.GRID_WORKER).session());
    Answer photo = worker.get(sent(worker, SampleFiles.picture("png", 9, 9)));
    assertThat(photo.header("content-type")).isEqualTo("image/png");
    assertThat(photo.header("content-disposition")).startsWith("inline");
    Answer letter = worker.get(sent(worker, SampleFiles.text("%PDF-1.7\n%%EOF")));
    assertThat(letter.header("content-disposition")).startsWith("attachment");
    for (Answer answer : List.of(photo, letter)) {
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("content-security-policy")).contains("sandbox");
      assertThat(answer.header("cache-control")).contains("private");
    }
  }

  /** Its address, once taken in. */
  private static String sent(Visitor visitor, byte[] bytes) {
    Answer answer =
        visitor.upload("/evidence", "a.jpg", bytes, Map.of("lat", "30.3", "lon", "120.4"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JsonMapper.shared().readTree(answer.body()).path("path").asString();
  }

  private static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  @Test
  void aStepNamesOnlyFilesOfItsOwnMakerAndNotTooMany() throws Exception {
    Viewer desk = Cast.atHome(CasesRoles.DISPATCHER).viewer();
    Evidence others = put("others.png", SampleFiles.picture("png", 30, 30)).orThrow();
    Loop loop = opened(List.of());
    assertThat(code(noted(loop, List.of(others.id()), desk))).isEqualTo("bad-input evidence");
    assertThat(code(noted(loop, List.of(Ids.next()), desk))).isEqualTo("bad-input evidence");

    List<UUID> many = new ArrayList<>();
    for (int i = 0; i <= EvidenceStore.MOST_FILES; i++) {
      many.add(put(i + ".png", SampleFiles.picture("png", 1 + i, 31)).orThrow().id());
    }
    assertThat(code(noted(loop, many, worker))).isEqualTo("bad-input evidence");
    Loop full = noted(loop, many.subList(0, EvidenceStore.MOST_FILES), worker).orThrow();
    assertThat(STORE.of(loop.id())).hasSize(EvidenceStore.MOST_FILES);
    assertThat(code(noted(full, many.subList(20, 21), worker))).isEqualTo("bad-input evidence");
    Loop another = opened(List.of());
    assertThat(code(noted(another, many.subList(0, 1), worker))).isEqualTo("bad-input evidence");
  }

  /** Or an event reported with twenty pictures could never be checked on site. */
  @Test
  void whatStrangersSendLeavesRoomForThoseAtWork() throws Exception {
    List<UUID> theirs = new ArrayList<>();
    for (int i = 0; i < EvidenceStore.MOST_FILES; i++) {
      byte[] picture = SampleFiles.picture("png", 1 + i, 29);
      Uploader stranger = new Uploader(null, "a session", new byte[] {7});
      theirs.add(
          STORE
              .put(Upload.named("a.png"), new ByteArrayInputStream(picture), stranger)
              .orThrow()
              .id());
    }
    Report report = Report.of(LoopId.next(), Channel.CITIZEN, "附件", VILLAGE).showing(theirs);
    RunningApp.bean(Events.class).report(report, Actor.automatic("test")).orThrow();
    Loop loop = RunningApp.bean(Loops.class).find(report.id()).orElseThrow();
    UUID mine = put("mine.png", SampleFiles.picture("png", 9, 28)).orThrow().id();
    assertThat(noted(loop, List.of(mine), worker).isDone()).isTrue();
  }

  private Loop opened(List<UUID> files) {
    Report report = Report.of(LoopId.next(), Channel.GRID, "附件", VILLAGE).showing(files);
    RunningApp.bean(Events.class).report(report, Actor.of(worker)).orThrow();
    return RunningApp.bean(Loops.class).find(report.id()).orElseThrow();
  }

  private static Outcome<Loop> noted(Loop loop, List<UUID> files, Viewer by) {
    MoveOrder order = MoveOrder.of(Ids.next(), loop, Move.Common.NOTED, "见附件").showing(files);
    return RunningApp.bean(Loops.class).move(order, Actor.of(by));
  }

  @Test
  void whatNoStepNamesIsForgottenAfterTwoDays() throws Exception {
    Evidence loose = put("given up.png", SampleFiles.picture("png", 77, 7)).orThrow();
    Evidence used = put("used.png", SampleFiles.picture("png", 78, 7)).orThrow();
    opened(List.of(used.id()));
    for (Evidence old : List.of(loose, used)) {
      RunningApp.bean(JdbcClient.class)
          .sql("update loop.evidence set uploaded_at = now() - interval '49 hours' where id = ?")
          .param(old.id())
          .update();
      Instant then = Instant.now().minus(Duration.ofHours(49));
      Files.setLastModifiedTime(STORE.file(old), FileTime.from(then));
    }
    RunningApp.bean(LooseEvidence.class).forget();
    assertThat(STORE.find(loose.id())).isEmpty();
    assertThat(STORE.file(loose)).doesNotExist();
    assertThat(STORE.thumbFile(loose)).doesNotExist();
    assertThat(STORE.find(used.id())).isPresent();
    assertThat(STORE.file(used)).exists();
  }

  /** Somebody pulled the plug in the middle of an upload. */
  @Test
  void whatCameInHalfIsSweptAwayAndWhatIsComingInIsNot() throws Exception {
    Path root = RunningApp.bean(Settings.class).data().resolve("evidence");
    Path half = Files.createFile(root.resolve("incoming-cut.part"));
    Path coming = Files.createFile(root.resolve("incoming-now.part"));
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    RunningApp.bean(LooseEvidence.class).forget();
    assertThat(half).doesNotExist();
    assertThat(coming).exists();
    Files.delete(coming);
  }

  @Test
  void howFarFromThePlaceItWasTaken() {
    Evidence here =
        new Evidence(
            Ids.next(),
            "0".repeat(64),
            "image/jpeg",
            1,
            "a.jpg",
            null,
            30.3,
            120.4,
            false,
            Instant.EPOCH,
            null,
            null,
            null);
    assertThat(here.metresFrom(30.3, 120.4)).isZero();
    assertThat(here.metresFrom(30.301, 120.4)).isEqualTo(111);
    assertThat(here.metresFrom(30.3, 120.41)).isEqualTo(960);
    assertThat(here.metresFrom(null, 120.4)).isNull();
  }
}
