package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicFigures;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.web.Anyone;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
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
   * @param within codes of the streets reports are taken for, with commas between
   * @param places villages to choose from
   */
  record Form(String form, String within, List<Place> places) {
    Form {
      places = List.copyOf(places);
    }
  }

  /** A place to choose. */
  record Place(String division, String name) {}

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
    String within =
        desk.within().stream().map(DivisionCode::value).collect(Collectors.joining(","));
    return new Form(
        desk.form(""),
        within,
        desk.places().stream()
            .map(place -> new Place(place.code().value(), place.name()))
            .toList());
  }
}
