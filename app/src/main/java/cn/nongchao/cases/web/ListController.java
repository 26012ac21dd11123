package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.AsOf;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The responsibility list, and one line of it being edited. */
@Controller
class ListController {

  private final ResponsibilityList list;
  private final Organisations organisations;

  ListController(ResponsibilityList list, Organisations organisations) {
    this.list = list;
    this.organisations = organisations;
  }

  @Needs
  @GetMapping("/responsibility")
  String list(
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String q,
      Viewer viewer,
      Model model) {
    int current = list.version();
    int shown = version > 0 && version <= current ? version : current;
    List<Category> lines = list.lines(shown).stream().filter(line -> says(line, q)).toList();
    List<OrganisationId> named =
        lines.stream()
            .flatMap(
                line -> Stream.concat(Stream.ofNullable(line.lead()), line.assisting().stream()))
            .distinct()
            .toList();
    model.addAttribute(
        "page",
        new ListPage(
            shown,
            current,
            shown == current ? viewer.places(ListWrites.EDITORS) : Set.of(),
            shown == current && viewer.holds(PeopleRoles.ADMINISTRATOR),
            q,
            lines,
            AsOf.at(shown == current ? null : made(shown), () -> organisations.names(named)),
            list.versions()));
    return "cases/responsibility";
  }

  private @Nullable Instant made(int version) {
    return list.versions().stream()
        .filter(one -> one.number() == version)
        .map(ResponsibilityList.Version::at)
        .findFirst()
        .orElse(null);
  }

  static boolean says(Category line, String q) {
    String words = q.strip().toLowerCase(Locale.ROOT);
    String text = String.join(" ", line.code(), line.name().zh(), line.name().en(), line.basis());
    return words.isEmpty() || line.isUpper() || text.toLowerCase(Locale.ROOT).contains(words);
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @GetMapping("/responsibility/{code}")
  String edit(@PathVariable String code, Model model) {
    Category line = list.find(code).orElse(null);
    if (line == null && !code.equals("new")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    model.addAttribute("page", new LinePage(line, list.version()));
    return "cases/line";
  }
}
