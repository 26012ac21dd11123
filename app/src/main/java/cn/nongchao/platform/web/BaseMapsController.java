package cn.nongchao.platform.web;

import cn.nongchao.platform.Lang;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the script of a map what to lay beneath; the citizen's map as well as the others. */
@RestController
class BaseMapsController {

  /** A layer in the reader's language. */
  record Told(
      String name,
      List<String> tiles,
      List<String> subdomains,
      String attribution,
      String link,
      int zoom) {}

  private final BaseMaps maps;

  BaseMapsController(BaseMaps maps) {
    this.maps = maps;
  }

  @Hidden
  @Anyone
  @GetMapping("/map/layers.json")
  List<Told> layers(HttpServletRequest request) {
    Lang lang = UiOfRequest.lang(request);
    return maps.layers().stream()
        .map(layer ->
            new Told(
                layer.name().in(lang),
                layer.tiles(),
                layer.subdomains(),
                layer.attribution().in(lang),
                layer.link(),
                layer.zoom()))
        .toList();
  }
}
