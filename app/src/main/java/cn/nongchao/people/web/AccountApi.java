package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.access.Tokens.Token;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.HeldGrant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's own account as JSON. A token may ask whose it is; the rest takes a session, as the pages.
 */
@RestController
@RequestMapping("/api/v1/account")
@Needs(inPerson = true)
class AccountApi {

  /** Who is asking. */
  record Me(
      PersonId id,
      String name,
      @Nullable OrganisationId organisation,
      @Nullable String organisationName,
      List<HeldGrant> grants,
      List<Qualification> qualifications) {}

  private final Account account;
  private final Tokens tokens;
  private final PersonLists lists;
  private final People people;
  private final Organisations organisations;

  AccountApi(
      Account account,
      Tokens tokens,
      PersonLists lists,
      People people,
      Organisations organisations) {
    this.account = account;
    this.tokens = tokens;
    this.lists = lists;
    this.people = people;
    this.organisations = organisations;
  }

  @Operation(summary = "Who you are: name, organisation, grants, qualifications")
  @Needs
  @GetMapping
  Me me(Viewer viewer) {
    OrganisationId at = viewer.organisation();
    return new Me(
        viewer.id(),
        viewer.name(),
        at,
        at == null ? null : organisations.name(at),
        lists.grants(viewer.id()),
        people.qualifications(viewer.id()));
  }

  @Operation(summary = "Where you are signed in, the newest first, 100 at most")
  @GetMapping("/sessions")
  List<Account.Session> sessions(Viewer viewer) {
    return account.sessions(viewer);
  }

  @Operation(summary = "Your tokens for machines, the newest first, 100 at most; without secrets")
  @GetMapping("/tokens")
  List<Token> tokens(Viewer viewer) {
    return tokens.of(viewer.id());
  }
}
