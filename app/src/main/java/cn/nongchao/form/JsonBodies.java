package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a program sends. */
@Component
public class JsonBodies {

  private static final Refusal UNREADABLE =
      Refusal.of("bad-input", "请求内容不是有效的 JSON", "the body is no valid JSON");

  /** Bytes at most; the longest text that is sent, a year of a calendar, needs half of it. */
  static final int MOST = 2_000_000;

  private static final Refusal TOO_LARGE =
      Refusal.of("too-large", "请求内容过大，最多 2 MB", "the body is too large: 2 MB at most");

  /** Numbers digit by digit: what is typed on a page is not rounded either. */
  private final ObjectReader exactly;

  JsonBodies(JsonMapper json) {
    this.exactly = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /**
   * @throws HttpMediaTypeNotSupportedException where it is not sent as JSON
   */
  public Outcome<Given.Tree> read(HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    String type = request.getContentType();
    MediaType sent = type == null ? null : media(type);
    if (sent == null || !MediaType.APPLICATION_JSON.includes(sent)) {
      throw new HttpMediaTypeNotSupportedException(sent, List.of(MediaType.APPLICATION_JSON));
    }
    try {
      byte[] body = request.getInputStream().readNBytes(MOST + 1);
      return body.length > MOST ? Outcome.refused(TOO_LARGE) : Given.json(exactly.readTree(body));
    } catch (JacksonException | NumberFormatException malformed) {
      return Outcome.refused(UNREADABLE);
    }
  }

  private static @Nullable MediaType media(String type) {
    try {
      return MediaType.parseMediaType(type);
    } catch (InvalidMediaTypeException malformed) {
      return null;
    }
  }
}
