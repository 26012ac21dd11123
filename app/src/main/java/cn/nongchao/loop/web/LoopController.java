package cn.nongchao.loop.web;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The page of any loop whose kind has none of its own, and the way to those that have. */
@Controller
class LoopController {

  private final Loops loops;
  private final LoopPages pages;
  private final LoopViews views;
  private final LifeCycles lives;
  private final Uploads uploads;
  private final EvidenceStore evidence;

  LoopController(
      Loops loops,
      LoopPages pages,
      LoopViews views,
      LifeCycles lives,
      Uploads uploads,
      EvidenceStore evidence) {
    this.loops = loops;
    this.pages = pages;
    this.views = views;
    this.lives = lives;
    this.uploads = uploads;
    this.evidence = evidence;
  }

  @Needs
  @GetMapping("/loops/{id}")
  String show(@PathVariable String id, Viewer viewer, Model model) {
    Loop loop = find(id, viewer);
    String own = pages.own(loop).orElse(null);
    if (own != null) return "redirect:" + own;
    return page(loop, viewer, "", Typed.nothing(), model);
  }

  /** The whole record of any loop, as an auditor reads it. */
  @Needs
  @GetMapping("/loops/{id}/record")
  String record(@PathVariable String id, Viewer viewer, Model model) {
    Loop loop = found(loops.findWhole(read(id), viewer));
    model.addAttribute(
        "page",
        new LoopPageModel(
            views.of(loop, viewer), pages.path(loop), "", Typed.nothing(), List.of(), ""));
    return "loop/record";
  }

  @Needs
  @PostMapping("/loops/{id}/{move}")
  String move(
      @PathVariable String id,
      @PathVariable String move,
      @RequestParam(required = false) @Nullable List<MultipartFile> evidenceFiles,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Loop loop = find(id, viewer);
    Edge edge =
        lives.of(loop).edges().stream()
            .filter(e -> e.move().name().equalsIgnoreCase(move))
            .filter(e -> pages.isPlain(loop, e.move()))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var by = uploads.uploader(viewer, request, response);
    Outcome<Loop> outcome =
        uploads
            .ofForm(ids(request, "evidence"), evidenceFiles, by)
            .then(files -> loops.move(order(loop, edge, files, request), Actor.of(viewer)));
    return switch (outcome) {
      case Outcome.Done<Loop>(Loop after) -> {
        Text done = edge.move().title();
        UiOfRequest.flash(request, response, Text.of("已" + done.zh(), "Done: " + done.en()));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", pages.path(after));
        yield "redirect:" + pages.path(after);
      }
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> {
        HttpStatus status = Problems.status(reasons.getFirst().code());
        response.setStatus(status == HttpStatus.BAD_REQUEST ? 422 : status.value());
        Typed typed = Typed.of(request.getParameterMap(), reasons);
        yield page(find(id, viewer), viewer, edge.move().name(), typed, model);
      }
    };
  }

  private MoveOrder order(Loop loop, Edge edge, List<UUID> files, HttpServletRequest request) {
    UUID entry = Ids.read(request.getParameter("entry"));
    String version = Objects.requireNonNullElse(request.getParameter("version"), "");
    String note = Objects.requireNonNullElse(request.getParameter("note"), "");
    return MoveOrder.of(
            entry == null ? Ids.next() : entry,
            loop.id(),
            version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0,
            edge.move(),
            note)
        .showing(files)
        .to(
            OrganisationId.read(request.getParameter("handler")),
            PersonId.read(request.getParameter("assignee")));
  }

  private String page(Loop loop, Viewer viewer, String form, Typed typed, Model model) {
    List<Evidence> sent =
        evidence.find(
            typed.all("evidence").stream().map(Ids::read).filter(Objects::nonNull).toList());
    model.addAttribute(
        "page",
        new LoopPageModel(
            views.of(loop, viewer),
            pages.path(loop),
            form,
            typed,
            sent,
            typed.one("entry", Ids.next().toString())));
    return "loop/loop";
  }

  private static List<UUID> ids(HttpServletRequest request, String field) {
    String[] all = request.getParameterValues(field);
    return all == null
        ? List.of()
        : Arrays.stream(all).map(Ids::read).filter(Objects::nonNull).distinct().toList();
  }

  private Loop find(String text, Viewer viewer) {
    return found(loops.find(read(text), viewer));
  }

  private static LoopId read(String text) {
    return found(Optional.ofNullable(LoopId.read(text)));
  }

  private static <T> T found(Optional<T> one) {
    return one.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
