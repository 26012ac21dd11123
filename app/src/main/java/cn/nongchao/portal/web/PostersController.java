package cn.nongchao.portal.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.QrSvg;
import cn.nongchao.portal.web.PostersPage.Poster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Posters and labels whose code opens the report form with the place filled in. */
@Controller
class PostersController {

  private final Divisions divisions;
  private final PublicAddress address;

  PostersController(Divisions divisions, PublicAddress address) {
    this.divisions = divisions;
    this.address = address;
  }

  /**
   * A poster a village for the wall, or a sheet of labels for all villages and grids of a street.
   */
  @Needs
  @GetMapping("/posters")
  String posters(
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "false") boolean labels,
      Model model) {
    DivisionCode code = DivisionCode.read(at);
    boolean known =
        code != null
            && code.value().length() >= Level.STREET.digits()
            && divisions.find(code).isPresent();
    if (code == null || !known) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    List<Division> places = new ArrayList<>();
    if (code.value().length() > Level.STREET.digits()) divisions.find(code).ifPresent(places::add);
    else places.addAll(divisions.below(code, Level.VILLAGE));
    if (labels) places.addAll(divisions.below(code, Level.GRID));
    List<Poster> posters =
        places.stream()
            .distinct()
            .sorted(Comparator.comparing(Division::code))
            .map(place -> poster(place.code()))
            .toList();
    model.addAttribute(
        "page",
        new PostersPage(
            code,
            divisions.path(code),
            labels,
            posters,
            PublicAddress.isThisMachine(address.now())));
    return "portal/posters";
  }

  private Poster poster(DivisionCode place) {
    String report = address.now() + "/report?place=" + place.value();
    String path = divisions.path(place);
    return new Poster(path, report, QrSvg.of(report, path));
  }
}
