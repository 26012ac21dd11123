package cn.nongchao.loop.web;

import cn.nongchao.form.Given;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.MoveForms;
import cn.nongchao.loop.web.KindOpening.Parts;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** A loop of one kind: its page, its print, its moves; and the same for programs. */
final class KindPages implements Guarded {

  private final LifeCycle life;
  private final Parts parts;

  KindPages(LifeCycle life, Parts parts) {
    this.life = life;
    this.parts = parts;
  }

  @Override
  public Set<String> roles() {
    return Set.of();
  }

  /** As much as any of its moves carries. */
  @Override
  public long mostInParts(String side) {
    if (!side.equals("move")) return 0;
    return life.edges().stream()
        .mapToLong(edge -> parts.forms().of(edge.carried().record()).mostInParts(false))
        .max()
        .orElse(0);
  }

  /** The page. */
  public String show(@PathVariable("id") String id, Viewer viewer, Model model) {
    model.addAttribute("page", parts.views().page(life, found(id, viewer), viewer, null));
    return "loop/kind";
  }

  /** On paper. */
  public String print(@PathVariable("id") String id, Viewer viewer, Model model) {
    Loop loop = found(id, viewer);
    if (parts.loops().findWhole(loop.id(), viewer).isEmpty()) throw none();
    model.addAttribute("page", parts.views().page(life, loop, viewer, null));
    return "loop/print";
  }

  /** A move from the page. */
  public @Nullable String move(
      @PathVariable("id") String id,
      @PathVariable("move") String move,
      HttpServletRequest request,
      HttpServletResponse response,
      Viewer viewer,
      Model model) {
    Loop loop = found(id, viewer);
    LifeCycle.Edge edge = KindDoor.edge(life, loop, move);
    if (edge == null || !KindDoor.moves(life).contains(edge.move().name())) throw none();
    String name = edge.move().name();
    List<Refusal> wrong = new ArrayList<>();
    Given.Tree given = parts.posted(edge.carried().record(), request, response, wrong);
    Outcome<Loop> outcome =
        wrong.isEmpty()
            ? parts.door().move(life, loop.id(), name, KindDoor.Come.page(given, request), viewer)
            : Outcome.refused(wrong);
    return switch (outcome) {
      case Done<Loop>(Loop after) -> {
        Text title = edge.move().title();
        String to = parts.views().after(life, after, given.part("entry").text());
        UiOfRequest.flash(request, response, Text.of("已" + title.zh(), "Done: " + title.en()));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", to);
        yield null;
      }
      case Refused<Loop>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        var refused = new MoveForms.Refused(name, given.typed(), reasons);
        model.addAttribute("page", parts.views().page(life, found(id, viewer), viewer, refused));
        yield "loop/kind";
      }
    };
  }

  /** One loop for a program. */
  public ResponseEntity<?> read(
      @PathVariable("id") String id, HttpServletRequest request, Viewer viewer) {
    Loop loop = find(id, viewer);
    Object json = loop == null ? null : parts.views().json(life, loop, viewer);
    return json == null ? Problems.of(KindDoor.NONE, request) : ResponseEntity.ok(json);
  }

  /** A move by a program, which names it: in what it sends, or by the address of its own. */
  public ResponseEntity<?> program(
      @PathVariable("id") String id, HttpServletRequest request, Viewer viewer)
      throws IOException, HttpMediaTypeNotSupportedException {
    Loop loop = find(id, viewer);
    if (loop == null) return Problems.of(KindDoor.NONE, request);
    String last = request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
    Outcome<Loop> outcome =
        parts
            .bodies()
            .read(request)
            .then(given -> {
              String move = last.equals("moves") ? given.part("move").text() : last;
              return parts.door().program(life, loop.id(), move, given, viewer);
            });
    return switch (outcome) {
      case Done<Loop>(Loop after) -> read(id, request, viewer);
      case Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private @Nullable Loop find(String id, Viewer viewer) {
    LoopId read = LoopId.read(id);
    return read == null
        ? null
        : parts.loops().find(read, viewer).filter(l -> l.kind().equals(life.kind())).orElse(null);
  }

  private Loop found(String id, Viewer viewer) {
    Loop loop = find(id, viewer);
    if (loop == null) throw none();
    return loop;
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
