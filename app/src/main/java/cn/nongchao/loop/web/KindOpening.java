package cn.nongchao.loop.web;

import cn.nongchao.form.FileIntake;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.form.JsonBodies;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Opening a loop of one kind: the form's page, what it posts, what a program sends. */
final class KindOpening implements Guarded {

  private final LifeCycle life;
  private final Parts parts;

  KindOpening(LifeCycle life, Parts parts) {
    this.life = life;
    this.parts = parts;
  }

  /** What every kind's doors share. */
  @Component
  record Parts(
      KindDoor door,
      KindViews views,
      Loops loops,
      LoopPages pages,
      Forms forms,
      FileIntake files,
      JsonBodies bodies) {

    /** What a page's form gives, its files taken up. */
    Given.Tree posted(
        Class<?> record,
        HttpServletRequest request,
        HttpServletResponse response,
        List<Refusal> wrong) {
      Given.Tree given = Given.posted(request.getParameterMap());
      return files.take(forms.of(record), given, request, response, wrong);
    }
  }

  @Override
  public Set<String> roles() {
    return KindDoor.begins(life).by().stream()
        .flatMap(who -> who.roles().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public long mostInParts(String side) {
    Class<?> record = KindDoor.begins(life).record();
    return side.equals("open") ? parts.forms().of(record).mostInParts(false) : 0;
  }

  String path() {
    return "/" + Objects.requireNonNull(life.address()).path();
  }

  /** The page of the form. */
  public String form(HttpServletRequest request, Viewer viewer, Model model) {
    LoopId id = LoopId.read(request.getParameter("about"));
    Loop about = id == null ? null : parts.loops().find(id, viewer).orElse(null);
    return shown(about, null, viewer, model);
  }

  private String shown(@Nullable Loop about, @Nullable State sent, Viewer viewer, Model model) {
    model.addAttribute("title", life.opening());
    model.addAttribute("form", parts.door().opening(life, about, viewer, sent, path()));
    return "loop/open";
  }

  /** What the page's form posts. */
  public @Nullable String open(
      HttpServletRequest request, HttpServletResponse response, Viewer viewer, Model model) {
    List<Refusal> wrong = new ArrayList<>();
    Given.Tree given = parts.posted(KindDoor.begins(life).record(), request, response, wrong);
    Outcome<Loop> outcome =
        wrong.isEmpty()
            ? parts.door().open(life, KindDoor.Come.page(given, request), viewer)
            : Outcome.refused(wrong);
    return switch (outcome) {
      case Done<Loop>(Loop loop) -> {
        Text said =
            Text.of("已登记，编号 " + loop.number(), "Taken down under the number " + loop.number());
        UiOfRequest.flash(request, response, said);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", parts.pages().path(loop));
        yield null;
      }
      case Refused<Loop>(List<Refusal> reasons) -> {
        response.setStatus(cn.nongchao.platform.web.Forms.status(reasons));
        yield shown(null, new State(given.typed(), reasons, null), viewer, model);
      }
    };
  }

  /** What a program sends. */
  public ResponseEntity<?> program(HttpServletRequest request, Viewer viewer)
      throws IOException, HttpMediaTypeNotSupportedException {
    Outcome<Loop> outcome =
        parts.bodies().read(request).then(given -> parts.door().program(life, given, viewer));
    return switch (outcome) {
      case Done<Loop>(Loop loop) ->
          ResponseEntity.created(URI.create("/api/v1" + path() + "/" + loop.id()))
              .body(parts.views().json(life, loop, viewer));
      case Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }
}
