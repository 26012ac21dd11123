package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LiveMoves;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The one screen: page, data, map, and moves as they happen. */
@Controller
@Needs({
  CasesRoles.DISPATCHER,
  LoopRoles.SUPERVISOR,
  LoopRoles.SQUAD_LEADER,
  CasesRoles.CLERK,
  PeopleRoles.ADMINISTRATOR
})
class ScreenController {

  /** The browser connects anew after this; so whoever was disabled is out by then. */
  private static final Duration CONNECTION = Duration.ofSeconds(30);

  private final Screen screen;
  private final ScreenArea areas;
  private final Feed feed;
  private final LiveMoves live;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

  ScreenController(Screen screen, ScreenArea areas, Feed feed, LiveMoves live) {
    this.screen = screen;
    this.areas = areas;
    this.feed = feed;
    this.live = live;
  }

  @GetMapping("/screen")
  String page(Viewer viewer, Model model) {
    model.addAttribute("place", areas.of(viewer).name());
    return "command/screen";
  }

  @ResponseBody
  @GetMapping({"/screen/data", "/api/v1/screen"})
  @Operation(
      summary = "All the one screen shows beside its map",
      description =
          "Of the widest place the caller's roles reach: figures with the list behind each, open"
              + " and late loops by division, the latest moves, two weeks' trend, categories, mix.")
  ScreenData data(Viewer viewer, HttpServletRequest request) {
    return screen.data(viewer, UiOfRequest.lang(request));
  }

  @ResponseBody
  @GetMapping(
      value = {"/screen/map", "/api/v1/screen/map"},
      produces = "application/geo+json")
  @Operation(
      summary = "The map of the one screen",
      description = "The outlines of the grids of a street, or the streets of more.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/geo+json",
              schema = @Schema(type = "object", description = "GeoJSON (RFC 7946)")))
  String map(Viewer viewer) {
    return areas.map(viewer);
  }

  @GetMapping(
      value = {"/screen/live", "/api/v1/screen/live"},
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Moves as they happen",
      description =
          "Server-sent events named moves, each a JSON list of moves the caller may see. The"
              + " connection ends after 30 seconds; connect anew.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              array = @ArraySchema(schema = @Schema(implementation = ScreenData.LiveMove.class))))
  SseEmitter moves(Viewer viewer, HttpServletRequest request) throws IOException {
    Lang lang = UiOfRequest.lang(request);
    var emitter = new SseEmitter(CONNECTION.toMillis());
    Runnable stop = live.listen(new Sender(emitter, viewer, lang));
    open.add(emitter);
    emitter.onCompletion(() -> {
      stop.run();
      open.remove(emitter);
    });
    emitter.onTimeout(emitter::complete);
    emitter.onError(gone -> stop.run());
    // Something must be sent for the browser to know that the line is open.
    emitter.send(SseEmitter.event().reconnectTime(500).comment("open"));
    return emitter;
  }

  /** A server told to stop would otherwise wait for lines that never end by themselves. */
  @EventListener(ContextClosedEvent.class)
  void closing() {
    open.forEach(SseEmitter::complete);
  }

  /** Sends what this viewer may see of each batch. */
  private final class Sender implements Consumer<List<Entry>> {

    private final SseEmitter emitter;
    private final Viewer viewer;
    private final Lang lang;

    Sender(SseEmitter emitter, Viewer viewer, Lang lang) {
      this.emitter = emitter;
      this.viewer = viewer;
      this.lang = lang;
    }

    @Override
    public void accept(List<Entry> entries) {
      List<ScreenData.LiveMove> moves = feed.moves(entries, viewer, lang);
      if (moves.isEmpty()) return;
      try {
        emitter.send(SseEmitter.event().name("moves").data(moves, MediaType.APPLICATION_JSON));
      } catch (IOException | IllegalStateException gone) {
        emitter.complete();
      }
    }
  }
}
