package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Cast.Member;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.TakesFiles;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Forms in parts, which a server stores before anybody looks at them. Most of what is sent here is
 * a head that promises a body and nothing after it: whoever is answered was not waited for.
 */
class UploadGateTest {

  private static final long MEGABYTES_87 = 87L << 20;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");
  private static final String PARTS = "Content-Type: multipart/form-data; boundary=x\r\n";

  /** A request's head alone, and what is answered to it. */
  private static String head(String path, String more) throws IOException {
    try (Socket line = opened()) {
      send(line, path, more);
      return answer(line.getInputStream());
    }
  }

  private static Socket opened() throws IOException {
    Socket line = new Socket("localhost", URI.create(RunningApp.url("/")).getPort());
    line.setSoTimeout(30_000);
    return line;
  }

  private static void send(Socket line, String path, String more) throws IOException {
    String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n";
    String type = more.contains("Content-Type") ? "" : PARTS;
    line.getOutputStream().write((head + type + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String length(long bytes) {
    return "Content-Length: " + bytes + "\r\n";
  }

  /** Up to its end, however that is told. */
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int n;
    while (!isWhole(answer.toString(StandardCharsets.ISO_8859_1)) && (n = in.read(buffer)) > 0) {
      answer.write(buffer, 0, n);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWhole(String answer) {
    int body = answer.indexOf("\r\n\r\n") + 4;
    if (body < 4) return false;
    Matcher length = LENGTH.matcher(answer.substring(0, body));
    return length.find()
        ? answer.length() - body >= Integer.parseInt(length.group(1))
        : answer.endsWith("\r\n0\r\n\r\n");
  }

  private static String with(Member member) {
    return "Authorization: Bearer " + Program.token(member) + "\r\n";
  }

  @Test
  void whereNoFilesAreTakenNoneIsWaitedFor() throws Exception {
    String desk = with(Cast.atHome(CasesRoles.DISPATCHER));
    for (String path :
        List.of("/", "/inbox", "/no/such", "/sign-in", "/error", "/events?lang=en")) {
      assertThat(head(path, length(MEGABYTES_87)))
          .as(path)
          .startsWith("HTTP/1.1 415")
          .contains("text/html", "no files are taken at this address");
      assertThat(head(path, desk + length(MEGABYTES_87))).startsWith("HTTP/1.1 415");
    }
    for (String path : List.of("/api/v1/events", "/api/v1/no/such", "/api/v1/loops/1/moves")) {
      assertThat(head(path, length(MEGABYTES_87)))
          .as(path)
          .startsWith("HTTP/1.1 415")
          .contains("application/problem+json", "no files are taken at this address", path);
    }
  }

  /** However it is written, for the server or the framework would take it for one. */
  @Test
  void aFormInPartsIsKnownByAnyLetters() throws Exception {
    for (String type : List.of("MULTIPART/Form-Data; boundary=x", "multipart/mixed; boundary=x")) {
      try (Socket line = opened()) {
        send(line, "/inbox", "Content-Type: " + type + "\r\n" + length(MEGABYTES_87));
        assertThat(answer(line.getInputStream())).as(type).startsWith("HTTP/1.1 415");
      }
    }
  }

  @Test
  void whoMayNotSendIsToldBeforeSending() throws Exception {
    String small = length(1000);
    assertThat(head("/imports/people", small)).startsWith("HTTP/1.1 302").contains("/sign-in");
    assertThat(head("/api/v1/imports/people", small))
        .startsWith("HTTP/1.1 401")
        .contains("application/problem+json", "sign in first");
    String desk = with(Cast.atHome(CasesRoles.DISPATCHER));
    assertThat(head("/api/v1/imports/people", desk + small))
        .startsWith("HTTP/1.1 403")
        .contains("you may not do this");
    assertThat(head("/imports/people", desk + small)).startsWith("HTTP/1.1 403");
  }

  @Test
  void whatIsLongerThanAnAddressTakesIsRefusedByItsLength() throws Exception {
    assertThat(head("/evidence", length(MEGABYTES_87)))
        .startsWith("HTTP/1.1 413")
        .contains("text/html", "at most 20 MB may be sent at once here");
    assertThat(head("/api/v1/evidence", length(MEGABYTES_87)))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json", "/problems/too-large", "at most 20 MB");
    assertThat(head("/report", length(MEGABYTES_87)))
        .startsWith("HTTP/1.1 413")
        .contains("at most 40 MB");
    String administrator = with(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    assertThat(head("/api/v1/imports/people", administrator + length(MEGABYTES_87)))
        .startsWith("HTTP/1.1 413")
        .contains("at most 30 MB");
    assertThat(head("/api/v1/imports/outlines", administrator + length(MEGABYTES_87)))
        .startsWith("HTTP/1.1 413")
        .contains("at most 30 MB");
  }

  @Test
  void whatDoesNotTellItsLengthIsCutOff() throws Exception {
    for (String path : List.of("/api/v1/evidence", "/evidence")) {
      try (Socket line = opened()) {
        String token = with(Cast.atHome(CasesRoles.GRID_WORKER));
        send(line, path, token + "Transfer-Encoding: chunked\r\n");
        OutputStream out = line.getOutputStream();
        chunk(out, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n");
        String megabyte = "m".repeat(1 << 20);
        for (int i = 0; i < 22; i++) chunk(out, megabyte);
        chunk(out, "");
        assertThat(answer(line.getInputStream()))
            .startsWith("HTTP/1.1 413")
            .contains("at most 20 MB");
      }
    }
  }

  /** A byte now and then keeps a line alive; what was spooled of it would lie there for hours. */
  @Test
  void whatTricklesIsCutOffAndLeavesNothing() throws Exception {
    String token = with(Cast.atHome(CasesRoles.GRID_WORKER));
    try (Socket line = opened()) {
      send(line, "/api/v1/evidence", token + length(10 << 20));
      OutputStream out = line.getOutputStream();
      String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
      out.write((part + "m".repeat(4096)).getBytes(StandardCharsets.US_ASCII));
      line.setSoTimeout(100);
      byte[] begin = new byte[8192];
      int n = 0;
      while (n == 0) {
        try {
          n = line.getInputStream().read(begin);
        } catch (SocketTimeoutException stillTaken) {
          out.write('m');
        }
      }
      assertThat(new String(begin, 0, n, StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "the upload was too slow");
    }
    ServletContext context = RunningApp.bean(ServletContext.class);
    Path spool = ((File) context.getAttribute(ServletContext.TEMPDIR)).toPath();
    try (Stream<Path> left = Files.list(spool)) {
      assertThat(left.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    out.write(chunk.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theTokenAgainstForgeryIsStillAskedFor() {
    Visitor clerk = Visitor.signedIn(Cast.atHome(CasesRoles.CLERK).session());
    String file =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na\r\n";
    String type = "multipart/form-data; boundary=x";
    assertThat(clerk.send("POST", "/evidence", file + "--x--\r\n", type).status()).isEqualTo(403);
    String forged = token("00000000-0000-0000-0000-000000000000");
    assertThat(clerk.send("POST", "/evidence", file + forged + "--x--\r\n", type).status())
        .isEqualTo(403);
    String own = token(clerk.csrf());
    Answer taken = clerk.send("POST", "/evidence", file + own + "--x--\r\n", type);
    assertThat(taken.status()).as("no photo, but read").isEqualTo(400);
    assertThat(taken.body()).contains("只能上传照片");
  }

  private static String token(String token) {
    return "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n";
  }

  @Test
  void whatCannotBeTakenApartIsItsSendersFaultAndSaidInWords() {
    String type = "multipart/form-data; boundary=x";
    String cut = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nab";
    Visitor script = Visitor.anonymous().saying("Accept-Language", "en");
    script.saying("X-CSRF-TOKEN", script.csrf());
    Visitor form = Visitor.anonymous().saying("Accept-Language", "en");
    form.csrf();
    for (Visitor citizen : List.of(script, form)) {
      Answer page = citizen.send("POST", "/evidence", cut, type);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.body()).contains("<html", "the upload is broken and cannot be read");
    }
    Answer program =
        Program.nobody("203.0.113.81").visitor().send("POST", "/api/v1/evidence", cut, type);
    assertThat(program.status()).isEqualTo(400);
    assertThat(program.header("content-type")).isEqualTo("application/problem+json");
    assertThat(program.body()).contains("the upload is broken and cannot be read");
    Answer many = clerkSendingParts(5000);
    assertThat(many.status()).isEqualTo(413);
    assertThat(many.body()).contains("too many");
  }

  private static Answer clerkSendingParts(int count) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < count; i++) body.append(token("a" + i));
    return Program.of(Cast.atHome(CasesRoles.CLERK))
        .visitor()
        .send("POST", "/api/v1/evidence", body + "--x--\r\n", "multipart/form-data; boundary=x");
  }

  /** The bound of one upload is not the next request's on the same connection. */
  @Test
  void whatComesAfterAnUploadIsReadAsEver() {
    Visitor clerk = Visitor.signedIn(Cast.atHome(CasesRoles.CLERK).session());
    byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3; i++) {
      assertThat(clerk.upload("/evidence", "a.pdf", pdf, Map.of()).status()).isEqualTo(201);
      assertThat(clerk.post("/language", Map.of("to", "en")).status()).isEqualTo(302);
    }
  }

  /** Every address that takes files, and how many megabytes of them at once. */
  @Test
  void theseAddressesTakeFiles() {
    Map<String, Long> found = new TreeMap<>();
    RunningApp.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> {
          long most = most(handler);
          if (most == 0) return;
          assertThat(info.getMethodsCondition().toString()).contains("POST");
          info.getPatternValues().forEach(path -> found.put(path, most >> 20));
        });
    assertThat(found)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("/evidence", 20L),
                Map.entry("/api/v1/evidence", 20L),
                Map.entry("/imports/{kind}", 30L),
                Map.entry("/api/v1/imports/{kind}", 30L),
                Map.entry("/imports/outlines", 30L),
                Map.entry("/api/v1/imports/outlines", 30L),
                Map.entry("/calendar/import", 0L),
                Map.entry("/report", 40L),
                Map.entry("/events/new", 100L),
                Map.entry("/events/{id}/{move}", 100L),
                Map.entry("/repairs", 100L),
                Map.entry("/repairs/{id}/{move}", 100L),
                Map.entry("/whistles/{id}/{move}", 100L)));
  }

  private static long most(HandlerMethod handler) {
    TakesFiles takes = handler.getMethodAnnotation(TakesFiles.class);
    if (takes != null) return takes.most();
    return handler.getBean() instanceof Guarded own
        ? own.mostInParts(handler.getMethod().getName())
        : 0;
  }
}
