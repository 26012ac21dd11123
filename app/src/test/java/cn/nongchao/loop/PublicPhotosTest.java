package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.TrackedPass;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.people.DivisionCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a camera writes beside the pixels, place and device among it, never reaches the public. */
class PublicPhotosTest {

  private static final EvidenceStore STORE = RunningApp.bean(EvidenceStore.class);
  private static final String[] SECRETS = {
    SampleFiles.SECRET, "Exif", "ns.adobe.com", "GPSLatitude", "Photoshop", "a comment"
  };

  /** With EXIF, XMP, IPTC and a comment, as a camera and an editor leave them. */
  private static byte[] talkative() throws IOException {
    byte[] photo = SampleFiles.sideways();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(photo, 0, 2);
    segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x:GPSLatitude>30,3</x:GPSLatitude>");
    segment(out, 0xED, "Photoshop 3.0\0" + SampleFiles.SECRET);
    segment(out, 0xFE, "a comment " + SampleFiles.SECRET);
    out.write(photo, 2, photo.length - 2);
    out.writeBytes(SampleFiles.text("behind the end: " + SampleFiles.SECRET));
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, String text) {
    int length = text.length() + 2;
    out.write(0xFF);
    out.write(marker);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(SampleFiles.text(text));
  }

  private static byte[] webp() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    chunk(out, "VP8X", new String(new char[] {0x2E, 0, 0, 0, 9, 0, 0, 9, 0, 0}));
    chunk(out, "VP8L", "/pixels");
    chunk(out, "ICCP", SampleFiles.SECRET);
    chunk(out, "ANMF", SampleFiles.SECRET);
    chunk(out, "EXIF", "Exif\0\0" + SampleFiles.SECRET);
    chunk(out, "XMP ", "http://ns.adobe.com/xap/1.0/ GPSLatitude");
    ByteBuffer whole = ByteBuffer.allocate(12 + out.size()).order(ByteOrder.LITTLE_ENDIAN);
    whole.put(SampleFiles.text("RIFF")).putInt(4 + out.size()).put(SampleFiles.text("WEBP"));
    return whole.put(out.toByteArray()).array();
  }

  private static void chunk(ByteArrayOutputStream out, String kind, String data) {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.put(SampleFiles.text(kind)).putInt(data.length()).array());
    out.writeBytes(SampleFiles.text(data + (data.length() % 2 == 1 ? "\0" : "")));
  }

  /** A photo of a report, and the pass to it. */
  private record Shown(Evidence photo, String code, String tracking) {}

  private static Shown reported(String name, byte[] bytes) throws IOException {
    var citizen = new Uploader(null, "0".repeat(64), null);
    Evidence photo =
        STORE.put(Upload.named(name), new ByteArrayInputStream(bytes), citizen).orThrow();
    Report report =
        Report.of(LoopId.next(), Channel.CITIZEN, "河边倾倒", new DivisionCode("330114003200"))
            .showing(List.of(photo.id()))
            .tracked("a secret of " + photo.id());
    String tracking =
        RunningApp.bean(Events.class)
            .report(report, new Actor.CodeHolder(report.id()))
            .orThrow()
            .trackingCode();
    String pass = RunningApp.bean(TrackedPass.class).of(report.id());
    return new Shown(photo, "?pass=" + pass, String.valueOf(tracking));
  }

  private static HttpResponse<byte[]> got(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(RunningApp.url(path))).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void thePublicGetsAPictureThatTellsNothingAndStaffTheFileItself() throws Exception {
    byte[] bytes = talkative();
    Shown shown = reported("IMG_1.JPG", bytes);
    for (String path : List.of("/evidence/", "/api/v1/evidence/")) {
      for (String which : List.of("", "/thumb")) {
        var answer = got(path + shown.photo.id() + which + shown.code);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(latin(answer.body())).doesNotContain(SECRETS);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(seen.getHeight()).as("upright").isEqualTo(2 * seen.getWidth());
      }
    }
    BufferedImage large =
        ImageIO.read(
            new ByteArrayInputStream(got("/evidence/" + shown.photo.id() + shown.code).body()));
    assertThat(large.getHeight()).isEqualTo(1200);

    Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(desk.get("/evidence/" + shown.photo.id()).body())
        .contains(SampleFiles.SECRET, "ns.adobe.com");
  }

  @Test
  void aPngIsDrawnAnewToo() throws Exception {
    byte[] png = SampleFiles.picture("png", 40, 20);
    Shown shown = reported("a.png", png);
    var answer = got("/evidence/" + shown.photo.id() + shown.code);
    assertThat(answer.headers().firstValue("content-type")).hasValue("image/jpeg");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow()).contains("a.jpg");
  }

  @Test
  void aWebpLosesWhatItSaysBesideItsPixels() throws Exception {
    Shown shown = reported("a.webp", webp());
    byte[] body = got("/evidence/" + shown.photo.id() + shown.code).body();
    assertThat(latin(body)).startsWith("RIFF").contains("WEBPVP8X", "/pixels");
    assertThat(latin(body)).doesNotContain(SECRETS).doesNotContain("EXIF", "XMP", "ICCP", "ANMF");
    ByteBuffer read = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(read.getInt(4)).isEqualTo(body.length - 8);
    assertThat(read.get(20)).as("announces neither").isZero();
  }

  @Test
  void whatCannotBeDrawnAnewIsNotShown() throws Exception {
    byte[] heic = SampleFiles.text("\0\0\0\30ftypheic\0\0\0\0mif1heic Exif " + SampleFiles.SECRET);
    Shown shown = reported("a.heic", heic);
    assertThat(shown.photo.mediaType()).isEqualTo("image/heic");
    var answer = got("/evidence/" + shown.photo.id() + shown.code);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("不公开");
    Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(desk.get("/evidence/" + shown.photo.id()).status()).isEqualTo(200);
  }

  @Test
  void aDocumentIsNamedAndNotGiven() throws Exception {
    byte[] pdf = SampleFiles.text("%PDF-1.7\n/Author (" + SampleFiles.SECRET + ")\n%%EOF");
    Shown shown = reported("租赁合同.pdf", pdf);
    var answer = got("/evidence/" + shown.photo.id() + shown.code);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(latin(answer.body())).doesNotContain(SampleFiles.SECRET);
    String page = Visitor.anonymous().post("/track", Map.of("code", shown.tracking)).body();
    assertThat(page).contains("租赁合同.pdf").doesNotContain("/evidence/" + shown.photo.id());
  }

  @Test
  void noAddressOnThePageHoldsTheTrackingCode() throws Exception {
    Shown shown = reported("a.png", SampleFiles.picture("png", 40, 20));
    String page = Visitor.anonymous().post("/track", Map.of("code", shown.tracking)).body();
    List<String> addresses =
        Pattern.compile("(?:href|src|action)=\"([^\"]*)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(addresses).anyMatch(address -> address.contains(shown.photo.id() + "/thumb?pass="));
    assertThat(addresses).noneMatch(address -> address.contains(shown.tracking));
    String inPage = addresses.stream().filter(a -> a.contains("/thumb?")).findFirst().orElseThrow();
    assertThat(got(inPage).statusCode()).isEqualTo(200);
  }
}
