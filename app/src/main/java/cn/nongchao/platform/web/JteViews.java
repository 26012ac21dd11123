package cn.nongchao.platform.web;

import cn.nongchao.platform.Ui;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Renders {@code src/main/jte/<name>.jte}. The published jte starter for this Spring Boot does not
 * resolve, and this is all of it that we need (docs/adr/0002).
 *
 * <p>A template receives {@code ui} and, under its own name, each attribute the controller put into
 * the model; by convention there is one, {@code page}.
 */
@Component
class JteViews implements ViewResolver, Ordered {

  private final Templates templates;
  private final UiOfRequest uiOfRequest;

  JteViews(Templates templates, UiOfRequest uiOfRequest) {
    this.templates = templates;
    this.uiOfRequest = uiOfRequest;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    if (name.startsWith("redirect:") || name.startsWith("forward:")) return null;
    return templates.has(name) ? new JteView(name) : null;
  }

  @Override
  public int getOrder() {
    return 0;
  }

  private final class JteView implements View {

    private final String template;

    JteView(String template) {
      this.template = template;
    }

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      Map<String, Object> params = new HashMap<>();
      if (model != null) {
        model.forEach((name, value) -> {
          if (!name.contains(".")) params.put(name, value);
        });
      }
      Ui ui = uiOfRequest.of(request, response);
      params.put("ui", ui);
      // Rendered whole before anything is sent: a failing page must not arrive half.
      var output = new Utf8ByteOutput();
      templates.render(template, params, output);
      response.setContentType(getContentType());
      if (!response.containsHeader("Cache-Control")) {
        // What somebody signed in reads must not be there for whoever goes back after them.
        response.setHeader(
            "Cache-Control", ui.person() == null ? "private, no-cache" : "private, no-store");
      }
      response.setContentLength(output.getContentLength());
      output.writeTo(response.getOutputStream());
    }
  }
}
