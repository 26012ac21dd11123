package cn.nongchao.people.web;

import static java.util.stream.Collectors.toSet;

import cn.nongchao.form.Characters;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.Directory;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * People and organisations by their names, for whoever picks one in a form: of the places it asks
 * for, as far as whoever asks works there or keeps the register.
 */
@RestController
class NameSearch {

  private static final int MOST = 20;
  private static final int LONGEST = 40;

  private final Directory directory;
  private final Acquaintances known;

  NameSearch(Directory directory, Acquaintances known) {
    this.directory = directory;
    this.known = known;
  }

  /**
   * Somebody or something found.
   *
   * @param hint of which unit; which kind
   */
  record Found(String code, String name, String hint) {}

  @Needs
  @GetMapping("/people/find")
  List<Found> people(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String within,
      @RequestParam(defaultValue = "false") boolean own,
      Viewer viewer) {
    String words = words(q);
    if (words.isEmpty()) return List.of();
    return directory.persons(words, of(within, own, viewer), MOST).stream()
        .map(one -> new Found(one.id().toString(), one.name(), one.unit()))
        .toList();
  }

  @Needs
  @GetMapping("/organisations/find")
  List<Found> organisations(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String within,
      @RequestParam(defaultValue = "false") boolean own,
      @RequestParam(defaultValue = "") String kinds,
      @RequestParam(defaultValue = "false") boolean past,
      Viewer viewer,
      HttpServletRequest request) {
    String words = words(q);
    if (words.isEmpty()) return List.of();
    Set<String> wanted =
        Arrays.stream(kinds.split(",")).filter(Organisation.KINDS::containsKey).collect(toSet());
    Set<String> which = wanted.isEmpty() ? Organisation.KINDS.keySet() : wanted;
    return directory.organisations(words, which, of(within, own, viewer), past, MOST).stream()
        .map(one ->
            new Found(
                one.id().toString(),
                one.name(),
                Organisation.KINDS
                    .getOrDefault(one.kind(), Text.same(""))
                    .in(UiOfRequest.lang(request))))
        .toList();
  }

  private static String words(String typed) {
    String words = typed.strip();
    return words.length() > LONGEST || Characters.wrong(words) != null ? "" : words;
  }

  private Directory.Of of(String within, boolean own, Viewer viewer) {
    return new Directory.Of(
        Directory.common(PlaceSearch.places(within), known.places(viewer)),
        own && viewer.works() ? viewer.organisations() : List.of());
  }
}
