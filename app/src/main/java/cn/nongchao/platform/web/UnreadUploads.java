package cn.nongchao.platform.web;

import cn.nongchao.platform.Outage;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * An upload that cannot be taken apart is its sender's fault; by itself Spring takes it for ours.
 */
@ControllerAdvice
class UnreadUploads {

  static final Refusal BROKEN =
      Refusal.of("bad-input", "上传的内容不完整，无法读取", "the upload is broken and cannot be read");

  @ExceptionHandler
  void refuse(MultipartException unread, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Or the error page would take the same upload apart again, and fail as this did.
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, unread);
    Sluice sluice = Sluice.of(request);
    Outage outage = Outage.of(unread); // parts lie on our disk while they come
    Refusal why = outage == null ? BROKEN : outage.refusal();
    if (outage == null && sluice != null) {
      boolean large = unread instanceof MaxUploadSizeExceededException;
      why = sluice.cutOff().orElse(large ? sluice.tooMuch() : BROKEN);
    }
    Told.send(why, request, response);
  }
}
