package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PersonLists;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** One's own account: grants, sessions, password, tokens for machines. */
@Controller
@Needs(inPerson = true)
class AccountController {

  private final Account account;
  private final Tokens tokens;
  private final PersonLists lists;
  private final People people;
  private final Organisations organisations;
  private final Scopes scopes;

  AccountController(
      Account account,
      Tokens tokens,
      PersonLists lists,
      People people,
      Organisations organisations,
      Scopes scopes) {
    this.account = account;
    this.tokens = tokens;
    this.lists = lists;
    this.people = people;
    this.organisations = organisations;
    this.scopes = scopes;
  }

  @GetMapping("/account")
  String own(Viewer viewer, Model model) {
    model.addAttribute("page", page(viewer));
    return "people/account";
  }

  @GetMapping("/account/password")
  String passwordForm(Viewer viewer, Model model) {
    model.addAttribute("page", page(viewer));
    return "people/password";
  }

  @GetMapping("/account/tokens")
  String tokens(Viewer viewer, Model model) {
    model.addAttribute("page", page(viewer));
    return "people/tokens";
  }

  private AccountPage page(Viewer viewer) {
    var grants = lists.grants(viewer.id());
    return new AccountPage(
        viewer.name(),
        viewer.organisation() == null ? "" : organisations.name(viewer.organisation()),
        grants,
        scopes.names(grants),
        scopes.roles(),
        people.qualifications(viewer.id()),
        account.sessions(viewer),
        tokens.of(viewer.id()),
        account.passkeys(viewer));
  }
}
