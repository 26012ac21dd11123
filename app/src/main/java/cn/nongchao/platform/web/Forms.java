package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The status of a page that shows a refused form again. */
public final class Forms {

  private Forms() {}

  /** 422 where the input was at fault, so that htmx and caches treat the page as a refusal. */
  public static int status(List<Refusal> reasons) {
    HttpStatus status = Problems.status(reasons.getFirst().code());
    return status == HttpStatus.BAD_REQUEST
        ? HttpStatus.UNPROCESSABLE_CONTENT.value()
        : status.value();
  }
}
