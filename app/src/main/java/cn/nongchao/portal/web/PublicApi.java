package cn.nongchao.portal.web;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.PublicFigures;
import cn.nongchao.cases.PublicReports.Origin;
import cn.nongchao.cases.ReportJson;
import cn.nongchao.cases.Reported;
import cn.nongchao.loop.LoopId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import cn.nongchao.proof.IssuedCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reporting without an account, for programs; the same limits on abuse as the page. */
@Anyone
@RestController
@RequestMapping("/api/v1")
class PublicApi {

  private final PublicDesk desk;
  private final PublicFigures figures;

  PublicApi(PublicDesk desk, PublicFigures figures) {
    this.desk = desk;
    this.figures = figures;
  }

  /**
   * What a form for a report is shown with.
   *
   * @param form mark of when it was handed out, to be sent with the report
   * @param within code of the area reports are taken for
   * @param places villages to choose from
   */
  record Form(String form, String within, List<Place> places) {
    Form {
      places = List.copyOf(places);
    }
  }

  /** A place to choose. */
  record Place(String division, String name) {}

  /**
   * The answer to a report.
   *
   * @param trackingCode by which it is found again; null where no secret was sent
   */
  record Taken(UUID id, String number, @Nullable String trackingCode) {}

  @GetMapping("/figures")
  @Operation(
      summary = "The figures of the public front page: the last thirty days, and what is open")
  PublicFigures.Figures figures() {
    return figures.now();
  }

  @GetMapping("/report")
  @Operation(
      summary = "Begin a report without an account",
      description = "Asked for when a person begins to write; its form goes with the report.")
  Form form() {
    String within = desk.within();
    return new Form(
        desk.form(""),
        within,
        desk.places(within).stream()
            .map(place -> new Place(place.code().value(), place.name()))
            .toList());
  }

  @PostMapping("/report")
  @Operation(
      summary = "Report without an account, or complain of an act",
      description =
          "form: from the beginning, some seconds and at most two days old. about: short id of the"
              + " act a complaint is about. channel may be left out. Sent twice with one id and one"
              + " secret, it is taken in once and has one tracking code. Limited by network address"
              + " and by phone.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Taken.class)))
  ResponseEntity<?> report(
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String about,
      @RequestBody ReportJson body,
      HttpServletRequest request) {
    UUID id = body.id();
    if (id == null) return problem("id", "缺少编号", "an id is needed", request);
    if (body.channel() != null && body.channel() != Channel.CITIZEN) {
      return problem("channel", "没有账号只能以 CITIZEN 上报", "CITIZEN, without an account", request);
    }
    IssuedCode act = about.isEmpty() ? null : desk.act(about);
    if (act == null && !about.isEmpty()) {
      return problem("about", "没有这个行政行为码", "there is no such code of an act", request);
    }
    Origin origin = new Origin(request.getRemoteAddr(), form, "");
    return switch (desk.report(body.report(new LoopId(id), Channel.CITIZEN), act, origin)) {
      case Outcome.Done<Reported>(Reported taken) ->
          ResponseEntity.status(HttpStatus.CREATED)
              .body(new Taken(taken.id().value(), taken.number(), taken.trackingCode()));
      case Outcome.Refused<Reported>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private static ResponseEntity<?> problem(
      String field, String zh, String en, HttpServletRequest request) {
    return Problems.of(List.of(Refusal.field(field, zh, en)), UiOfRequest.lang(request));
  }
}
