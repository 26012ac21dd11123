package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.web.EventListController.Filters;
import cn.nongchao.form.Page;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of events for programs. */
@RestController
@RequestMapping("/api/v1/events")
class EventApi {

  private final EventFiles files;
  private final LoopLists lists;

  EventApi(EventFiles files, LoopLists lists) {
    this.files = files;
    this.lists = lists;
  }

  @Needs
  @GetMapping
  @Operation(
      summary = "List events the caller may see",
      description =
          "Filters: state (open, closed, any), stage, due (late, today), box, division (code"
              + " prefix), q (title or number), after (from the page before).")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.Page.class)))
  ResponseEntity<?> list(
      @ParameterObject @ModelAttribute Filters filters, Viewer viewer, HttpServletRequest request) {
    List<Refusal> wrong = new ArrayList<>(filters.wrong());
    if (wrong.isEmpty() && !lists.begins(filters.query())) wrong.add(Page.UNREAD);
    return wrong.isEmpty()
        ? ResponseEntity.ok(page(lists.list(filters.query(), viewer)))
        : Problems.of(wrong, request);
  }

  private EventJson.Page page(Slice<Loop> slice) {
    return EventJson.Page.of(slice, files.facts(slice.items().stream().map(Loop::id).toList()));
  }

  @Needs({CasesRoles.DISPATCHER, CasesRoles.CLERK})
  @GetMapping("/call-backs")
  @Operation(
      summary = "Events whose reporters wait for a call",
      description = "Handled or closed ones the caller may see, 100 at most.")
  EventJson.Page callBacks(Viewer viewer) {
    return page(new Slice<>(files.callBacks(viewer), null));
  }
}
