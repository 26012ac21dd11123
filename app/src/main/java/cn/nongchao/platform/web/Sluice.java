package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Holds back the body of a form in parts. The server takes one apart, onto its disk, as soon as
 * anybody asks for a parameter, whoever sent it and wherever to: until {@link #letIn} has said how
 * much, nothing of it can be read; beyond that it is cut off, whether its length was told or not.
 */
public final class Sluice implements InputBuffer {

  private static final String NAME = Sluice.class.getName();

  private final InputBuffer body;
  private long most;
  private long left;
  private boolean over;

  Sluice(InputBuffer body) {
    this.body = body;
  }

  /** That of a request; null for one that is no form in parts. */
  public static @Nullable Sluice of(HttpServletRequest request) {
    return (Sluice) request.getAttribute(NAME);
  }

  /** Lets this many bytes through. */
  public void letIn(long most) {
    this.most = most;
    left = most;
  }

  /** In words, naming how much may come. */
  public Refusal tooLarge() {
    long megabytes = most >> 20;
    return Refusal.of(
        "too-large",
        "一次最多上传 " + megabytes + " MB，请分次上传或缩小文件",
        "at most " + megabytes + " MB may be sent at once here: send less, or smaller files");
  }

  /** Whether more came than was let in. */
  public boolean isOver() {
    return over;
  }

  @Override
  public int doRead(ApplicationBufferHandler into) throws IOException {
    if (left > 0) {
      int read = body.doRead(into);
      left -= Math.max(0, read);
      if (left >= 0) return read;
    }
    // An end is what the server expects anywhere; of any other trouble it thinks the line is dead.
    over = true;
    into.setByteBuffer(ByteBuffer.allocate(0));
    return -1;
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

    Before() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (!isInParts(request.getContentType())) {
        getNext().invoke(request, response);
        return;
      }
      var coyote = request.getCoyoteRequest();
      InputBuffer body = coyote.getInputBuffer();
      Sluice sluice = new Sluice(body);
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

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
      server.addEngineValves(new Before());
      // Who asks before sending is not told to go on before we know that we want it.
      server.addConnectorCustomizers(connector -> {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
          http.setContinueResponseTiming("onRead");
        }
      });
    }
  }
}
