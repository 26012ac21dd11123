package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal from where there is no handler to give it: the error page tells it in its words. */
public final class Told {

  private static final String NAME = Told.class.getName();

  private Told() {}

  public static void send(Refusal reason, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute(NAME, reason);
    Problems.comeAgain(List.of(reason), response);
    response.sendError(Problems.status(reason.code()).value());
  }

  static @Nullable Refusal of(HttpServletRequest request) {
    return (Refusal) request.getAttribute(NAME);
  }
}
