package cn.nongchao.notify.web;

import cn.nongchao.notify.Bells;
import cn.nongchao.notify.Bells.News;
import cn.nongchao.notify.Notices;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The bell of open pages. */
@Controller
@Needs
class BellController {

  /** The browser connects anew after this; so whoever was disabled is out by then. */
  private static final Duration CONNECTION = Duration.ofSeconds(30);

  /** How many notices wait to be read, up to 100. */
  record Unread(int unread) {}

  private final Notices notices;
  private final Bells bells;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

  BellController(Notices notices, Bells bells) {
    this.notices = notices;
    this.bells = bells;
  }

  @ResponseBody
  @GetMapping("/api/v1/notices/unread")
  @Operation(summary = "How many notices you have not read, up to 100")
  Unread unread(Viewer viewer) {
    return new Unread(notices.unread(viewer));
  }

  /** Where a notice leads: to what it is about. */
  @GetMapping("/notices/{id}")
  String lead(@PathVariable String id, Viewer viewer) {
    UUID notice = Ids.read(id);
    String path = notice == null ? null : notices.path(notice, viewer).orElse(null);
    if (path == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return "redirect:" + path;
  }

  @GetMapping(
      value = {"/notices/live", "/api/v1/notices/live"},
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "What you are told, as it happens",
      description =
          "Server-sent events: notices with how many are unread, at once and whenever there is a"
              + " new one; with moves=true also moves, empty, when one of your lists may have"
              + " changed. The connection ends after 30 seconds; connect anew.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              array = @ArraySchema(schema = @Schema(implementation = Unread.class))))
  SseEmitter live(@RequestParam(defaultValue = "false") boolean moves, Viewer viewer)
      throws IOException {
    var emitter = new SseEmitter(CONNECTION.toMillis());
    Runnable stop = bells.listen(viewer, moves, news -> send(emitter, news));
    open.add(emitter);
    emitter.onCompletion(() -> {
      stop.run();
      open.remove(emitter);
    });
    emitter.onTimeout(emitter::complete);
    emitter.onError(gone -> stop.run());
    send(emitter, new News(notices.unread(viewer), false));
    return emitter;
  }

  private static void send(SseEmitter emitter, News news) {
    try {
      if (news.unread() != null) {
        emitter.send(
            SseEmitter.event()
                .reconnectTime(500)
                .name("notices")
                .data(new Unread(news.unread()), MediaType.APPLICATION_JSON));
      }
      if (news.moved()) emitter.send(SseEmitter.event().name("moves").data("{}"));
    } catch (IOException | IllegalStateException gone) {
      emitter.complete();
    }
  }

  /** A server told to stop would otherwise wait for lines that never end by themselves. */
  @EventListener(ContextClosedEvent.class)
  void closing() {
    open.forEach(SseEmitter::complete);
  }
}
