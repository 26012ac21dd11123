package cn.nongchao.loop.web;

import cn.nongchao.loop.Box;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The boxes of the inbox for programs; what is in them is listed at {@code /api/v1/loops}. */
@RestController
class InboxApi {

  private final Inbox inbox;

  InboxApi(Inbox inbox) {
    this.inbox = inbox;
  }

  /** All boxes of one person. */
  record Boxes(List<BoxJson> boxes) {
    Boxes {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * One box.
   *
   * @param count of open loops that wait for the caller, up to 100
   * @param late of them, past a deadline
   */
  record BoxJson(Box box, Text title, int count, int late) {}

  @Needs
  @GetMapping("/api/v1/inbox")
  @Operation(
      summary = "The caller's boxes and how much waits in each",
      description = "Only boxes that can hold something; counted up to 100.")
  Boxes boxes(Viewer viewer) {
    return new Boxes(
        inbox.tabs(viewer).stream()
            .map(tab -> new BoxJson(tab.box(), tab.box().title(), tab.count(), tab.late()))
            .toList());
  }
}
