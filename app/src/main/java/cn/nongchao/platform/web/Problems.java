package cn.nongchao.platform.web;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outage;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Refusals as problem documents (RFC 9457), for the JSON API. */
public final class Problems {

  private Problems() {}

  public static ResponseEntity<ProblemDetail> of(List<Refusal> reasons, Lang lang) {
    return of(status(reasons.getFirst().code()), reasons, lang);
  }

  /** In the language of the request. */
  public static ResponseEntity<?> of(List<Refusal> reasons, HttpServletRequest request) {
    return of(reasons, UiOfRequest.lang(request));
  }

  public static ResponseEntity<?> of(Refusal reason, HttpServletRequest request) {
    return of(List.of(reason), request);
  }

  /** What was done, or why not. */
  public static <T> ResponseEntity<?> of(Outcome<T> outcome, HttpServletRequest request) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> ResponseEntity.ok(value);
      case Outcome.Refused<T>(List<Refusal> reasons) -> of(reasons, request);
    };
  }

  static ResponseEntity<ProblemDetail> of(HttpStatus status, List<Refusal> reasons, Lang lang) {
    Refusal first = reasons.getFirst();
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, first.reason().in(lang));
    problem.setType(URI.create("/problems/" + first.code()));
    problem.setTitle(status.getReasonPhrase());
    List<Map<String, String>> errors = new ArrayList<>();
    for (Refusal reason : reasons) {
      if (reason.field() != null) {
        errors.add(
            Map.of(
                "field",
                reason.field(),
                "pointer",
                "/" + reason.field(),
                "detail",
                reason.reason().in(lang)));
      }
    }
    if (!errors.isEmpty()) problem.setProperty("errors", errors);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    String later = Outage.later(first.code());
    if (later != null) answer.header(HttpHeaders.RETRY_AFTER, later);
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }

  /** Says when, where it was no fault of what was sent. */
  public static void comeAgain(List<Refusal> reasons, HttpServletResponse response) {
    String later = Outage.later(reasons.getFirst().code());
    if (later != null) response.setHeader(HttpHeaders.RETRY_AFTER, later);
  }

  /** The HTTP status a refusal's code stands for; 422 for whatever the input made impossible. */
  public static HttpStatus status(String code) {
    return switch (code) {
      case "not-signed-in" -> HttpStatus.UNAUTHORIZED;
      case "not-allowed", "change-password-first", "second-factor-first", "second-factor-needed" ->
          HttpStatus.FORBIDDEN;
      case "not-found" -> HttpStatus.NOT_FOUND;
      case "erased" -> HttpStatus.GONE;
      case "moved-first", "already-exists", "set-aside", "altered" -> HttpStatus.CONFLICT;
      case "too-large" -> HttpStatus.CONTENT_TOO_LARGE;
      case "too-slow" -> HttpStatus.REQUEST_TIMEOUT;
      case "too-many" -> HttpStatus.TOO_MANY_REQUESTS;
      case "wrong-media-type" -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case "not-yet", "busy", "read-only", "database-away" -> HttpStatus.SERVICE_UNAVAILABLE;
      case "no-room" -> HttpStatus.INSUFFICIENT_STORAGE;
      case "bad-input" -> HttpStatus.BAD_REQUEST;
      default -> HttpStatus.UNPROCESSABLE_CONTENT;
    };
  }
}
