package cn.nongchao.form.web;

import cn.nongchao.Cast;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.UiOfRequest;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page on which the forms of {@link Counters} stand, plain. */
@RestController
@Profile("lending")
class CountersPage {

  private final UiOfRequest.Drawing drawing;

  CountersPage(UiOfRequest.Drawing drawing) {
    this.drawing = drawing;
  }

  @Anyone
  @GetMapping(path = "/of-tests", produces = "text/html;charset=UTF-8")
  String page(HttpServletRequest request) {
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    Ui ui =
        new Ui(
            UiOfRequest.lang(request),
            token == null ? "" : token.getToken(),
            "/of-tests",
            "/of-tests",
            null,
            "",
            List.of(),
            null,
            true,
            false,
            Instant.now(),
            ZoneId.of("Asia/Shanghai"),
            drawing.of(request),
            null);
    StringOutput page = new StringOutput();
    for (String write : List.of("own", "whole", "open", "field")) {
      ui.form(write + "-of-tests").writeTo(page);
    }
    for (String place : List.of(Cast.HOME, Cast.AWAY)) {
      ui.form("subject-of-tests", "place", place).writeTo(page);
    }
    return page.toString();
  }
}
