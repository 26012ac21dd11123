package cn.nongchao.loop.web;

import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.web.KindOpening.Parts;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page of any loop whose kind has no address, and the way to those that have. */
@Needs
@Controller
class LoopController {

  private final Parts parts;
  private final LifeCycles lives;
  private final LoopViews views;

  LoopController(Parts parts, LifeCycles lives, LoopViews views) {
    this.parts = parts;
    this.lives = lives;
    this.views = views;
  }

  @GetMapping("/loops/{id}")
  String show(@PathVariable String id, Viewer viewer, Model model) {
    Loop loop = found(parts.loops().find(read(id), viewer));
    String own = parts.pages().own(loop).orElse(null);
    return own != null ? "redirect:" + own : pages(loop).show(id, viewer, model);
  }

  /** The whole record of any loop, as an auditor reads it. */
  @GetMapping("/loops/{id}/record")
  String record(@PathVariable String id, Viewer viewer, Model model) {
    Loop loop = found(parts.loops().findWhole(read(id), viewer));
    model.addAttribute("view", views.of(loop, viewer));
    model.addAttribute("path", parts.pages().path(loop));
    return "loop/record";
  }

  @PostMapping("/loops/{id}/{move}")
  @Nullable String move(
      @PathVariable String id,
      @PathVariable String move,
      HttpServletRequest request,
      HttpServletResponse response,
      Viewer viewer,
      Model model) {
    Loop loop = found(parts.loops().find(read(id), viewer));
    return pages(loop).move(id, move, request, response, viewer, model);
  }

  private KindPages pages(Loop loop) {
    return new KindPages(lives.of(loop), parts);
  }

  private static LoopId read(String text) {
    return found(Optional.ofNullable(LoopId.read(text)));
  }

  private static <T> T found(Optional<T> one) {
    return one.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
