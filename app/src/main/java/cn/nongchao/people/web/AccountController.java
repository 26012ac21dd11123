package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
    model.addAttribute("page", page(viewer, Typed.empty(), null));
    return "people/account";
  }

  @PostMapping("/account/sessions/end-others")
  String endOthers(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    account.endOtherSessions(viewer);
    UiOfRequest.flash(request, response, Text.of("其他登录已全部退出", "All other sessions have ended"));
    return "redirect:/account";
  }

  @PostMapping("/account/sessions/{id}/end")
  String endSession(
      @PathVariable UUID id,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response) {
    account.endSession(viewer, id);
    UiOfRequest.flash(request, response, Text.of("该登录已退出", "That session has ended"));
    return "redirect:/account";
  }

  @GetMapping("/account/password")
  String passwordForm(Viewer viewer, Model model) {
    model.addAttribute("page", page(viewer, Typed.empty(), null));
    return "people/password";
  }

  @PostMapping("/account/password")
  String changePassword(
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome<PersonId> outcome = account.changePassword(viewer, old, password, again);
    if (outcome instanceof Outcome.Refused<PersonId>(List<Refusal> reasons)) {
      response.setStatus(422);
      model.addAttribute("page", page(viewer, Typed.empty().refused(reasons), null));
      return "people/password";
    }
    UiOfRequest.flash(
        request,
        response,
        Text.of("密码已修改，其他登录已退出", "The password is changed; other sessions have ended"));
    return "redirect:/account";
  }

  @GetMapping("/account/tokens")
  String tokens(Viewer viewer, Model model) {
    model.addAttribute("page", page(viewer, Typed.of(Map.of("days", "90")), null));
    return "people/tokens";
  }

  /** Answered with the page itself, not a redirect: the token exists nowhere else. */
  @PostMapping("/account/tokens")
  String createToken(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String days,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    response.setHeader("Cache-Control", "no-store");
    UUID given = Ids.read(id);
    int length = days.matches("\\d{1,4}") ? Integer.parseInt(days) : 0;
    Outcome<String> outcome =
        tokens.create(viewer, given == null ? Ids.next() : given, name, length);
    switch (outcome) {
      case Outcome.Done<String>(String token) ->
          model.addAttribute("page", page(viewer, Typed.of(Map.of("days", "90")), token));
      case Outcome.Refused<String>(List<Refusal> reasons) -> {
        response.setStatus(422);
        Typed form = Typed.of(Map.of("name", name, "days", days)).refused(reasons);
        model.addAttribute("page", page(viewer, form, null));
      }
    }
    return "people/tokens";
  }

  @PostMapping("/account/tokens/{id}/revoke")
  String revoke(
      @PathVariable UUID id,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response) {
    tokens.revoke(viewer, id);
    UiOfRequest.flash(
        request, response, Text.of("令牌已撤销，立即失效", "The token is revoked and no longer works"));
    return "redirect:/account/tokens";
  }

  private AccountPage page(Viewer viewer, Typed form, @Nullable String made) {
    var grants = lists.grants(viewer.id());
    return new AccountPage(
        viewer.name(),
        viewer.organisation() == null ? "" : organisations.name(viewer.organisation()),
        grants,
        scopes.names(grants),
        scopes.roles(),
        people.qualifications(viewer.id()),
        account.sessions(viewer),
        tokens.of(viewer),
        form,
        Ids.next().toString(),
        made);
  }
}
