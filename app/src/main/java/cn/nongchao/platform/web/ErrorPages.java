package cn.nongchao.platform.web;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whatever went wrong, told plainly: a page for people, a problem document for programs. */
@Controller
class ErrorPages implements ErrorController {

  @Anyone
  @RequestMapping("/error")
  Object error(HttpServletRequest request, Model model) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer number ? number : 404;
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (uri != null && uri.toString().startsWith("/api/")) {
      Lang lang = UiOfRequest.lang(request);
      return Problems.of(List.of(refusal(status)), lang);
    }
    model.addAttribute("page", new ErrorPage(status, request.getRequestId()));
    return "layout/error";
  }

  private static Refusal refusal(int status) {
    return switch (HttpStatus.resolve(status)) {
      case UNAUTHORIZED -> Refusal.of("not-signed-in", "请先登录", "sign in first");
      case FORBIDDEN -> Refusal.of("not-allowed", "无权进行此操作", "you may not do this");
      case NOT_FOUND -> Refusal.of("not-found", "没有找到", "not found");
      case CONTENT_TOO_LARGE -> Refusal.of("too-large", "上传内容过大", "the upload is too large");
      case TOO_MANY_REQUESTS -> Refusal.of("too-many", "操作过于频繁", "too many requests");
      case null, default ->
          status < 500
              ? Refusal.of("bad-input", "请求无法理解", "the request could not be understood")
              : Refusal.of("our-fault", "系统出错，已记录", "something failed; it has been recorded");
    };
  }
}
