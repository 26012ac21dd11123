package cn.nongchao.form.web;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page's form sent and what came of it, for the page that is shown again.
 *
 * @param action where it was posted
 * @param result shown once; null where it was refused
 */
record Sent(
    String write,
    String action,
    Map<String, List<String>> typed,
    List<Refusal> refusals,
    @Nullable Object result) {

  private static final String ATTRIBUTE = Sent.class.getName();

  /** Whether this form was sent there and refused. */
  boolean isOf(String name, String address) {
    return write.equals(name) && action.equals(address) && result == null;
  }

  void keep(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static @Nullable Sent of(HttpServletRequest request) {
    return (Sent) request.getAttribute(ATTRIBUTE);
  }
}
