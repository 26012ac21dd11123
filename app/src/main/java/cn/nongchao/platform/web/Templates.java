package cn.nongchao.platform.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The compiled templates of {@code src/main/jte}, by name without ending. */
@Component
public class Templates {

  private final TemplateEngine engine;

  Templates() {
    this.engine = TemplateEngine.createPrecompiled(ContentType.Html);
    engine.setTrimControlStructures(true);
  }

  boolean has(String name) {
    return engine.hasTemplate(name + ".jte");
  }

  void render(String name, Map<String, Object> params, TemplateOutput output) {
    engine.render(name + ".jte", params, output);
  }

  /** A template as a part of another. */
  public Content content(String name, Map<String, Object> params) {
    return output -> render(name, params, output);
  }
}
