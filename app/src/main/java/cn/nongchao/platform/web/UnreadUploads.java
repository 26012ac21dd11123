package cn.nongchao.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * An upload that cannot be taken apart is its sender's fault; by itself Spring takes it for ours.
 */
@ControllerAdvice
class UnreadUploads {

  @ExceptionHandler
  void refuse(MultipartException unread, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpStatus status =
        unread instanceof MaxUploadSizeExceededException
            ? HttpStatus.CONTENT_TOO_LARGE
            : HttpStatus.BAD_REQUEST;
    // Or the error page would take the same upload apart again, and fail as this did.
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, unread);
    response.sendError(status.value());
  }
}
