package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Holds back the body of a form in parts. The server takes one apart, onto its disk, as soon as
 * anybody asks for a parameter, whoever sent it and wherever to: until {@link #letIn} has said how
 * much, nothing of it can be read; beyond that it is cut off, whether its length was told or not,
 * and so is what trickles.
 */
public final class Sluice implements InputBuffer {

  private static final String NAME = Sluice.class.getName();

  /** Bytes a second that even a weak signal carries. */
  static final int LEAST_RATE = 8 << 10;

  /** Longer nothing is waited for, however much it is. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Refusal SLOW =
      Refusal.of(
          "too-slow",
          "上传过慢，已中断；请在信号较好的地方再试，或缩小文件",
          "the upload was too slow and has been cut off: try where the signal is better, or send"
              + " smaller files");

  private final InputBuffer body;
  private final Duration grace;
  private final LongSupplier nanos;
  private final long begun;
  private long most;
  private long came;
  private boolean over;
  private boolean slow;

  /**
   * @param grace so long is waited whatever the rate
   * @param nanos what passes, as {@link System#nanoTime}
   */
  Sluice(InputBuffer body, Duration grace, LongSupplier nanos) {
    this.body = body;
    this.grace = grace;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** That of a request; null for one that is no form in parts. */
  public static @Nullable Sluice of(HttpServletRequest request) {
    return (Sluice) request.getAttribute(NAME);
  }

  /** Lets files of this many bytes through, and what comes beside them. */
  public void letIn(long most) {
    this.most = most;
  }

  /** In words, naming how much may come. */
  public Refusal tooLarge() {
    return Refusal.of(
        "too-large",
        "一次最多上传 " + much() + "，请分次上传或缩小文件",
        "at most " + much() + " may be sent at once here: send less, or smaller files");
  }

  /** The same where it may also be too many parts. */
  Refusal tooMuch() {
    return Refusal.of(
        "too-large",
        "一次最多上传 " + much() + "，文件也不能过多，请分次上传",
        "at most " + much() + " may be sent at once here, and not too many files: send fewer");
  }

  private String much() {
    return most < 1 << 20 ? (most >> 10) + " KB" : (most >> 20) + " MB";
  }

  /** Why it could not be read whole, if that was not its own form. */
  public Optional<Refusal> cutOff() {
    if (slow) return Optional.of(SLOW);
    return over ? Optional.of(tooLarge()) : Optional.empty();
  }

  @Override
  public int doRead(ApplicationBufferHandler into) throws IOException {
    if (most > 0 && came <= most + TakesFiles.FIELDS && !slow) {
      int read = body.doRead(into);
      came += Math.max(0, read);
      slow = read >= 0 && isSlow();
      if (!slow && came <= most + TakesFiles.FIELDS) return read;
    }
    // An end is what the server expects anywhere; of any other trouble it thinks the line is dead.
    over = !slow;
    into.setByteBuffer(ByteBuffer.allocate(0));
    return -1;
  }

  /** Each read is waited for by itself: a byte every few seconds would keep its file for hours. */
  private boolean isSlow() {
    Duration passed = Duration.ofNanos(nanos.getAsLong() - begun);
    Duration due = grace.plus(Duration.ofMillis(came * 1000 / LEAST_RATE));
    return passed.compareTo(due) > 0 || passed.compareTo(LONGEST) > 0;
  }

  @Override
  public int available() {
    return body.available();
  }

  /** As the server and the framework would find it, or more: in whatever letters it is written. */
  static boolean isInParts(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** Stands before everything that could read. */
  private static final class Before extends ValveBase {

    private final Duration grace;

    Before(Duration grace) {
      super(true);
      this.grace = grace;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (!isInParts(request.getContentType())) {
        getNext().invoke(request, response);
        return;
      }
      var coyote = request.getCoyoteRequest();
      InputBuffer body = coyote.getInputBuffer();
      Sluice sluice = new Sluice(body, grace, System::nanoTime);
      request.setAttribute(NAME, sluice);
      coyote.setInputBuffer(sluice);
      try {
        getNext().invoke(request, response);
      } finally {
        coyote.setInputBuffer(body); // the next request on this connection has it again
      }
    }
  }

  @Component
  private static final class Built
      implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final Duration grace;

    Built(@Value("${nongchao.upload-grace:30s}") Duration grace) {
      this.grace = grace;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
      server.addEngineValves(new Before(grace));
      // Who asks before sending is not told to go on before we know that we want it.
      server.addConnectorCustomizers(connector -> {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
          http.setContinueResponseTiming("onRead");
        }
      });
    }
  }
}
