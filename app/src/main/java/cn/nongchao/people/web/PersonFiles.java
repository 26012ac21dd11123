package cn.nongchao.people.web;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.register.Unmasking;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.web.Typed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Renders a person's file with whichever of its forms was refused. */
@Component
class PersonFiles {

  /** What an answer adds to the plain file. */
  record Parts(
      Map<String, Typed> forms, Unmasking.@Nullable Shown shown, @Nullable String password) {

    static final Parts NONE = new Parts(Map.of(), null, null);

    Parts with(String form, Typed typed) {
      Map<String, Typed> more = new HashMap<>(forms);
      more.put(form, typed);
      return new Parts(Map.copyOf(more), shown, password);
    }

    Parts showing(Unmasking.Shown data) {
      return new Parts(forms, data, password);
    }

    Parts withPassword(String made) {
      return new Parts(forms, shown, made);
    }

    Typed form(String name) {
      return forms.getOrDefault(name, Typed.empty());
    }
  }

  private final PersonLists lists;
  private final BodyLists bodies;
  private final Scopes scopes;
  private final Clock clock;

  PersonFiles(PersonLists lists, BodyLists bodies, Scopes scopes, Clock clock) {
    this.lists = lists;
    this.bodies = bodies;
    this.scopes = scopes;
    this.clock = clock;
  }

  String show(PersonId person, Scope scope, Parts parts, Model model) {
    Sheet sheet =
        lists
            .sheet(person, scope)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute(
        "page",
        new PersonPage(
            sheet,
            scopes.names(sheet.grants()),
            scopes.roles(),
            bodies.choices(scope),
            parts.form("grant"),
            parts.form("post"),
            parts.form("paper"),
            parts.form("mask"),
            parts.shown(),
            parts.password(),
            Ids.next().toString(),
            LocalDate.now(clock)));
    return "people/person";
  }
}
