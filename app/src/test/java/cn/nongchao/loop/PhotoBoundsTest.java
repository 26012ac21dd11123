package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Photos that are small and unfold into much, and many at once: what decoding them may cost. */
class PhotoBoundsTest {

  /** Counts what it is asked for and decodes nothing. */
  private static final class Untouched extends Darkroom {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    Outcome<Boolean> develop(String sender, Path photo, String mediaType, int side, Path to) {
      asked.incrementAndGet();
      return Outcome.done(false);
    }
  }

  private final Viewer worker = Cast.atHome(CasesRoles.GRID_WORKER).viewer();
  private final Untouched darkroom = new Untouched();
  private final EvidenceStore store =
      new EvidenceStore(
          RunningApp.bean(Attachments.class),
          darkroom,
          RunningApp.bean(Settings.class),
          RunningApp.bean(Clock.class));

  private Outcome<Evidence> put(byte[] photo) throws IOException {
    return store.put(Upload.named("photo"), new ByteArrayInputStream(photo), Uploader.of(worker));
  }

  private void refused(byte[] photo, String words) throws IOException {
    switch (put(photo)) {
      case Outcome.Done<Evidence>(Evidence taken) -> assertThat("taken").isEqualTo(words);
      case Outcome.Refused<Evidence>(List<Refusal> reasons) -> {
        assertThat(reasons.getFirst().field()).isEqualTo("file");
        assertThat(reasons.getFirst().reason().en()).contains(words);
      }
    }
    assertThat(darkroom.asked).as("nothing is decoded").hasValue(0);
  }

  private void taken(byte[] photo) throws IOException {
    assertThat(put(photo).isDone()).isTrue();
    assertThat(darkroom.asked.getAndSet(0)).isEqualTo(1);
  }

  // ---- before decoding

  /** A JPEG of a few dozen bytes: its frame says what the picture would unfold into. */
  private static byte[] jpeg(int frame, int width, int height, int scans) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16));
    out.writeBytes(SampleFiles.text("JFIF\0\1\1\0\0\1\0\1\0\0"));
    out.writeBytes(bytes(0xFF, frame, 0, 11, 8));
    out.writeBytes(bytes(height >> 8, height & 0xFF, width >> 8, width & 0xFF, 1, 1, 0x11, 0));
    for (int i = 0; i < scans; i++) {
      out.writeBytes(bytes(0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0, 0xFF, 0xD0, 0x55));
    }
    out.writeBytes(bytes(0xFF, 0xD9));
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  private static final int BASELINE = 0xC0;
  private static final int PROGRESSIVE = 0xC2;

  @Test
  void aProgressiveJpegThatUnfoldsIntoHundredsOfMegabytesIsNotDecoded() throws IOException {
    refused(
        jpeg(PROGRESSIVE, 14_000, 14_000, 10),
        "14000 × 14000 pixels; of this kind 25 million are taken at most");
    taken(jpeg(PROGRESSIVE, 5_000, 5_000, 10));
    refused(jpeg(PROGRESSIVE, 5_000, 5_001, 10), "5000 × 5001 pixels");
  }

  @Test
  void norOneOfTooManyPixelsOrTooLongASide() throws IOException {
    taken(jpeg(BASELINE, 12_000, 9_000, 1));
    refused(jpeg(BASELINE, 14_000, 14_000, 1), "of this kind 120 million are taken at most");
    refused(jpeg(BASELINE, 20_001, 1, 1), "a side may have 20000 at most");
    refused(jpeg(BASELINE, 1, 65_535, 1), "a side may have 20000 at most");
  }

  @Test
  void norOneGoneOverAgainAndAgain() throws IOException {
    taken(jpeg(PROGRESSIVE, 100, 100, 64));
    refused(jpeg(PROGRESSIVE, 100, 100, 65), "stored in 65 scans, of this size at most 64");
    refused(jpeg(PROGRESSIVE, 5_000, 5_000, 11), "stored in 11 scans, of this size at most 10");
    refused(jpeg(BASELINE, 100, 100, 65), "of this size at most 64");
  }

  @Test
  void norAPngOrWebpThatClaimsAsMuch() throws IOException {
    byte[] png = SampleFiles.picture("png", 83, 71); // sent by no other test
    taken(png);
    refused(claiming(png, 8_001, 8_000), "of this kind 64 million are taken at most");
    refused(claiming(png, Integer.MAX_VALUE, Integer.MAX_VALUE), "a side may have 20000 at most");
    taken(webp(4_000, 3_000));
    refused(webp(16_777_216, 1), "16777216 × 1 pixels");
    refused(webp(19_000, 19_000), "of this kind 120 million");
  }

  private static byte[] claiming(byte[] png, int width, int height) {
    return ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height).array();
  }

  private static byte[] webp(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    file.put(SampleFiles.text("RIFF")).putInt(22).put(SampleFiles.text("WEBPVP8X")).putInt(10);
    file.putInt(0).putShort((short) (width - 1)).put((byte) (width - 1 >> 16));
    file.putShort((short) (height - 1)).put((byte) (height - 1 >> 16));
    return file.array();
  }

  /** What we looked at and what a reader would decode must be one picture. */
  @Test
  void whatHidesASecondPictureIsKeptButNeverDecoded() throws IOException {
    byte[] small = jpeg(BASELINE, 8, 8, 1);
    byte[] large = jpeg(PROGRESSIVE, 14_000, 14_000, 10);
    byte[] tables = bytes(0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 'h', 'i', 0xFF, 0xD9);
    byte[] twice = joined(java.util.Arrays.copyOf(small, small.length - 2), tail(large));
    for (byte[] photo : List.of(joined(tables, large), twice)) {
      Path file = java.nio.file.Files.write(java.nio.file.Files.createTempFile("p", "jpg"), photo);
      Outcome<Boolean> decoded =
          new Darkroom()
              .develop("a", file, "image/jpeg", Thumbnails.SIDE, file.resolveSibling("x"));
      assertThat(decoded).isEqualTo(Outcome.done(false));
      assertThat(PhotoLook.at(file, "image/jpeg")).isNull();
    }
  }

  private static byte[] tail(byte[] jpeg) {
    return java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** A directory at the end of the numbers once made an error of ours of it. */
  @Test
  void aPhotoWhoseNotesPointNowhereIsStillAPhoto() throws IOException {
    byte[] photo = SampleFiles.sideways();
    ByteBuffer.wrap(photo).putInt(16, Integer.MAX_VALUE);
    Evidence taken =
        RunningApp.bean(EvidenceStore.class)
            .put(Upload.named("a.jpg"), new ByteArrayInputStream(photo), Uploader.of(worker))
            .orThrow();
    assertThat(taken.thumb()).isTrue();
  }

  @Test
  void theSenderIsToldByTheAddressWhy() {
    Program nobody = Program.nobody("203.0.113.83");
    Answer answer =
        nobody.upload("/api/v1/evidence", "a.jpg", jpeg(PROGRESSIVE, 14_000, 14_000, 10));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("14000 × 14000 pixels", "\"field\":\"file\"");
  }

  // ---- while decoding

  /** A photo that is decoded until it is let go. */
  private static final class Endless implements Darkroom.Development {
    private static final Semaphore BEGUN = new Semaphore(0);

    private final CountDownLatch end;
    private boolean stopped;

    Endless(CountDownLatch end) {
      this.end = end;
    }

    @Override
    public boolean develop() {
      assertThat(Thread.currentThread().isVirtual()).isFalse();
      BEGUN.release();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return true;
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }

  private static Refusal busy(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused<?>) outcome).reasons().getFirst();
  }

  @Test
  @Timeout(120)
  void whoeverComesWhenAllWaitIsToldToComeAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Darkroom room = RunningApp.bean(Darkroom.class);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<Boolean>>> all = new ArrayList<>();
      for (int i = 0; i < 34; i++) {
        String sender = "sender " + i;
        all.add(senders.submit(() -> room.run(sender, new Endless(end))));
      }
      Endless.BEGUN.acquire(2);
      while (room.waiting() < 32) Thread.onSpinWait();
      assertThat(busy(room.run("another", new Endless(end))).code()).isEqualTo("busy");

      Program nobody = Program.nobody("203.0.113.84");
      byte[] photo = SampleFiles.picture("jpeg", 31, 37);
      Answer answer = nobody.upload("/api/v1/evidence", "a.jpg", photo);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("10");
      assertThat(answer.body()).contains("too many photos are being handled just now");
      Visitor form = Visitor.anonymous().saying("X-Forwarded-For", "203.0.113.85");
      Map<String, String> typed = Map.of("words", "河边倾倒");
      Answer page = form.upload("/report", "evidenceFiles", "b.jpg", photo, typed);
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.header("retry-after")).isEqualTo("10");
      assertThat(page.body()).contains("正在处理的照片太多", "河边倾倒");
      assertThat(Visitor.anonymous().get("/").status()).as("pages are served").isEqualTo(200);
      assertThat(Endless.BEGUN.availablePermits()).as("no more than two at a time").isZero();

      end.countDown();
      for (Future<Outcome<Boolean>> one : all) assertThat(one.get()).isEqualTo(Outcome.done(true));
      assertThat(nobody.upload("/api/v1/evidence", "a.jpg", photo).status()).isEqualTo(201);
      Endless.BEGUN.drainPermits();
    }
  }

  @Test
  @Timeout(120)
  void whoeverSendsTwentyTwoHeavyOnesWaitsForTheirOwn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Darkroom room = RunningApp.bean(Darkroom.class);
    String address = "203.0.113.86";
    byte[] origin = RunningApp.bean(PersonalData.class).digest("upload " + Network.of(address));
    String sender = HexFormat.of().formatHex(origin);
    byte[] photo = SampleFiles.picture("png", 41, 43);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome<Boolean>> heavy = senders.submit(() -> room.run(sender, new Endless(end)));
      Endless.BEGUN.acquire();
      List<Future<Integer>> theirs = new ArrayList<>();
      for (int i = 0; i < 21; i++) {
        byte[] one = SampleFiles.picture("png", 50 + i, 43);
        theirs.add(
            senders.submit(
                () -> Program.nobody(address).upload("/api/v1/evidence", "a.png", one).status()));
      }
      while (theirs.stream().filter(Future::isDone).count() < 13) Thread.onSpinWait();
      assertThat(room.waiting()).as("what waits of one sender").isEqualTo(8);
      Answer other = Program.nobody("203.0.113.87").upload("/api/v1/evidence", "b.png", photo);
      assertThat(other.status()).as("another sender's is handled meanwhile").isEqualTo(201);
      Answer clerk =
          Program.of(Cast.atHome(CasesRoles.CLERK))
              .upload("/api/v1/evidence", "c.png", SampleFiles.picture("png", 47, 43));
      assertThat(clerk.status()).isEqualTo(201);
      assertThat(heavy.isDone()).isFalse();
      end.countDown();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> one : theirs) answers.add(one.get());
      assertThat(answers.stream().filter(status -> status == 201)).hasSize(8);
      assertThat(answers.stream().filter(status -> status == 503)).hasSize(13);
    }
    Endless.BEGUN.drainPermits();
  }

  @Test
  void whatIsNotDecodedInTimeIsKeptWithoutAPictureAndWhatNeverBeganComesAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Darkroom hasty = new Darkroom(1, 1, Duration.ofMillis(100));
    Endless slow = new Endless(end);
    assertThat(hasty.run("a", slow)).isEqualTo(Outcome.done(false));
    assertThat(slow.stopped).isTrue();
    assertThat(busy(hasty.run("b", new Endless(end))).code()).isEqualTo("busy");
    assertThat(hasty.waiting()).as("it is no longer waited for").isZero();
    end.countDown();
    hasty.destroy();
    Endless.BEGUN.drainPermits();
  }
}
