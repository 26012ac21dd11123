package cn.nongchao.platform.web;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever the server refuses before any handler could, an address it cannot read or more than it
 * can serve, told as {@link ErrorPages} tells the rest: a page for people, a problem document for
 * programs, in their language. By itself the server would show a page of its own.
 */
@Component
@Order(1)
class BareErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final Templates templates;
  private final JsonMapper json;

  BareErrors(Templates templates, JsonMapper json) {
    this.templates = templates;
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    server.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Report()));
  }

  private final class Report extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
      int status = response.getStatus();
      boolean told = status < 400 || response.getContentWritten() > 0;
      if (told || !response.setErrorReported()) return;
      try {
        write(request, response, status);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  private void write(Request request, Response response, int status) throws IOException {
    HttpStatus known = HttpStatus.resolve(status);
    Refusal reason = ErrorPages.refusal(known == null ? HttpStatus.BAD_REQUEST : known, null);
    // Not by its parameters, which may be what cannot be read.
    Lang lang = UiOfRequest.chosen(request);
    String address = Objects.requireNonNullElse(request.getRequestURI(), "");
    byte[] body =
        address.startsWith("/api/")
            ? problem(known == null ? HttpStatus.BAD_REQUEST : known, reason, lang)
            : page(status, reason, lang);
    response.setContentType(
        address.startsWith("/api/") ? "application/problem+json" : "text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.finishResponse();
  }

  private byte[] problem(HttpStatus status, Refusal reason, Lang lang) {
    var problem = Problems.of(status, List.of(reason), lang).getBody();
    return json.writeValueAsString(Objects.requireNonNull(problem))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] page(int status, Refusal reason, Lang lang) {
    Text title =
        status == 503
            ? Text.of("系统繁忙，请稍后再试", "Busy, try again shortly")
            : status < 500
                ? Text.of("请求无法理解", "The request could not be understood")
                : Text.of("系统出错了", "Something failed on our side");
    var output = new Utf8ByteOutput();
    templates.render(
        "layout/bare", Map.of("lang", lang, "title", title, "told", reason.reason()), output);
    return output.toByteArray();
  }
}
