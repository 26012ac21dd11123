package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a program sends. */
@Component
public class JsonBodies {

  private static final Refusal UNREADABLE =
      Refusal.of("bad-input", "请求内容不是有效的 JSON", "the body is no valid JSON");

  private final JsonMapper json;

  JsonBodies(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws HttpMediaTypeNotSupportedException where it is not sent as JSON
   */
  public Outcome<Given.Tree> read(HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    String type = request.getContentType();
    MediaType sent = type == null ? null : MediaType.parseMediaType(type);
    if (sent == null || !MediaType.APPLICATION_JSON.includes(sent)) {
      throw new HttpMediaTypeNotSupportedException(sent, List.of(MediaType.APPLICATION_JSON));
    }
    try {
      return Given.json(json.readTree(request.getInputStream()));
    } catch (JacksonException malformed) {
      return Outcome.refused(UNREADABLE);
    }
  }
}
