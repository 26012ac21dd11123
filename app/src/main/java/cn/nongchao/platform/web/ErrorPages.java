package cn.nongchao.platform.web;

import cn.nongchao.platform.Outage;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;

/** Whatever went wrong, told plainly: a page for people, a problem document for programs. */
@Controller
@ConditionalOnWebApplication // a command answers no requests
class ErrorPages implements ErrorController {

  private final ErrorAttributes errors;

  ErrorPages(ErrorAttributes errors) {
    this.errors = errors;
  }

  @Anyone
  @RequestMapping("/error")
  Object error(HttpServletRequest request, Model model) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Throwable thrown = errors.getError(new ServletWebRequest(request));
    int status = code instanceof Integer number ? number : 404;
    Refusal told = Told.of(request);
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (uri != null && uri.toString().startsWith("/api/")) {
      HttpStatus known = HttpStatus.resolve(status);
      if (known == null) known = HttpStatus.INTERNAL_SERVER_ERROR;
      Refusal reason = told != null ? told : refusal(known, thrown);
      var problem = Problems.of(known, List.of(reason), UiOfRequest.lang(request));
      // Or it would name the address errors are forwarded to.
      Objects.requireNonNull(problem.getBody()).setInstance(URI.create(uri.toString()));
      return problem;
    }
    model.addAttribute(
        "page", new ErrorPage(status, request.getRequestId(), told == null ? null : told.reason()));
    return "layout/error";
  }

  static Refusal refusal(HttpStatus status, @Nullable Throwable error) {
    return switch (status) {
      case UNAUTHORIZED -> Refusal.of("not-signed-in", "请先登录", "sign in first");
      case FORBIDDEN -> Refusal.of("not-allowed", "无权进行此操作", "you may not do this");
      case NOT_FOUND -> Refusal.of("not-found", "没有找到", "not found");
      case METHOD_NOT_ALLOWED ->
          Refusal.of("wrong-method", "此地址不接受这种请求方法", "this address does not take that method");
      case NOT_ACCEPTABLE ->
          Refusal.of("not-acceptable", "不能以所要求的格式回答", "no answer in the format asked for");
      case UNSUPPORTED_MEDIA_TYPE ->
          Refusal.of("wrong-media-type", "不接受这种格式的内容", "content of this type is not taken");
      case CONTENT_TOO_LARGE -> Refusal.of("too-large", "上传内容过大", "the upload is too large");
      case SERVICE_UNAVAILABLE -> Outage.BUSY.refusal();
      case TOO_MANY_REQUESTS -> Refusal.of("too-many", "操作过于频繁", "too many requests");
      default ->
          status.is4xxClientError()
              ? notUnderstood(error)
              : Refusal.of("our-fault", "系统出错，已记录", "something failed; it has been recorded");
    };
  }

  /** Names what could not be read, where that is known. */
  private static Refusal notUnderstood(@Nullable Throwable error) {
    return switch (error) {
      case MissingServletRequestParameterException e -> missing(e.getParameterName());
      case MissingServletRequestPartException e -> missing(e.getRequestPartName());
      case MethodArgumentTypeMismatchException e -> noValue(e.getName());
      case HttpMessageNotReadableException e when !member(e).isEmpty() -> noValue(member(e));
      case null, default ->
          Refusal.of("bad-input", "请求无法理解", "the request could not be understood");
    };
  }

  private static Refusal noValue(String field) {
    return Refusal.field(field, "“" + field + "”的值无法理解", "not a value for " + field);
  }

  /** The member of a JSON document whose value could not be read; empty where it is none at all. */
  private static String member(HttpMessageNotReadableException error) {
    if (!(error.getCause() instanceof JacksonException unread)) return "";
    return unread.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static Refusal missing(String field) {
    return Refusal.field(field, "缺少“" + field + "”", field + " is missing");
  }
}
