package cn.nongchao.notify.web;

import cn.nongchao.notify.Browsers;
import cn.nongchao.notify.WayKind;
import cn.nongchao.notify.Ways;
import cn.nongchao.notify.Ways.OwnedWay;
import cn.nongchao.notify.Ways.Wished;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How somebody is told: the page, and the same for programs. */
@Controller
@Needs(inPerson = true)
class WayController {

  /**
   * All of it.
   *
   * @param open kinds of way the installation is set up for
   * @param pushKey with which a browser subscribes (RFC 8292); null where none can
   */
  record Told(List<OwnedWay> ways, Set<WayKind> open, Wished wishes, @Nullable String pushKey) {
    Told {
      ways = List.copyOf(ways);
      open = Set.copyOf(open);
    }
  }

  private final Ways ways;

  private final Browsers browsers;

  WayController(Ways ways, Browsers browsers) {
    this.browsers = browsers;
    this.ways = ways;
  }

  @GetMapping("/account/notices")
  String page(Viewer viewer, Model model) {
    model.addAttribute(
        "page", new WaysPage(ways.of(viewer), ways.open(), ways.wishes(viewer), browsers.key()));
    return "notify/ways";
  }

  @ResponseBody
  @GetMapping("/api/v1/account/notices")
  @Operation(summary = "How you are told: addresses, masked, hours and silences")
  Told told(Viewer viewer) {
    return new Told(ways.of(viewer), ways.open(), ways.wishes(viewer), browsers.key());
  }
}
