package cn.nongchao.people.web;

import static java.util.Comparator.comparingInt;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.people.DemoAccount;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Browser;
import cn.nongchao.people.access.First;
import cn.nongchao.people.access.PasskeyAnswer;
import cn.nongchao.people.access.RelyingParty;
import cn.nongchao.people.access.SessionCookie;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.OwnPath;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.SmallWrite;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Coming in, going out, choosing a language. */
@Controller
class SignInController {

  private final SignIn signIn;
  private final Comers comers;
  private final CsrfTokenRepository forgery;
  private final Arrival<Browser> browsers;
  private final RelyingParty party;
  private final List<DemoAccount> demoAccounts;

  SignInController(
      SignIn signIn,
      Comers comers,
      CsrfTokenRepository forgery,
      Arrival<Browser> browsers,
      RelyingParty party,
      ObjectProvider<DemoAccount> demoAccounts) {
    this.browsers = browsers;
    this.party = party;
    this.signIn = signIn;
    this.comers = comers;
    this.forgery = forgery;
    this.demoAccounts = demoAccounts.stream().sorted(comparingInt(DemoAccount::order)).toList();
  }

  private static final Text ENDED =
      Text.of(
          "登录已过期，刚才的内容没有提交。请重新登录，您填写的内容会放回原处。",
          "Your session has ended and nothing was sent. Sign in again: what you had typed is put"
              + " back.");

  @Anyone
  @GetMapping("/sign-in")
  String form(
      @RequestParam(defaultValue = "/") String back,
      @RequestParam(defaultValue = "false") boolean ended,
      @Nullable Viewer viewer,
      Model model) {
    if (viewer != null) return "redirect:/";
    return shown("", back, ended ? ENDED : null, model);
  }

  private String shown(String login, String back, @Nullable Text refusal, Model model) {
    boolean passkeys = party.whyNot() == null;
    model.addAttribute(
        "page", new SignInPage(login, OwnPath.or(back), refusal, demoAccounts, passkeys));
    return "people/sign-in";
  }

  @Anyone
  @SmallWrite
  @PostMapping("/sign-in")
  String enter(
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String back,
      @Nullable Viewer before,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome<String> outcome = signIn.begin(login, password, from(request));
    return switch (outcome) {
      case Outcome.Done<String>(String token) -> in(token, back, before, request, response);
      case Outcome.Refused<String>(List<Refusal> reasons) -> {
        response.setStatus(status(reasons));
        Problems.comeAgain(reasons, response);
        yield shown(login, back, reasons.getFirst().reason(), model);
      }
    };
  }

  @Anyone
  @PostMapping("/sign-in/passkey")
  String enterByPasskey(
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "/") String back,
      @Nullable Viewer before,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome<String> outcome =
        browsers
            .of(request, new Given.Tree(Map.of()))
            .then(browser ->
                signIn.beginByPasskey(new PasskeyAnswer(answer), browser, from(request)));
    return switch (outcome) {
      case Outcome.Done<String>(String token) -> in(token, back, before, request, response);
      case Outcome.Refused<String>(List<Refusal> reasons) -> {
        response.setStatus(status(reasons));
        Problems.comeAgain(reasons, response);
        yield shown("", back, reasons.getFirst().reason(), model);
      }
    };
  }

  private SignIn.From from(HttpServletRequest request) {
    return new SignIn.From(
        request.getRemoteAddr(),
        String.valueOf(request.getHeader("User-Agent")),
        comers.of(request));
  }

  private String in(
      String token,
      String back,
      @Nullable Viewer before,
      HttpServletRequest request,
      HttpServletResponse response) {
    forgery.saveToken(null, request, response); // the stranger's; a session has its own
    response.addCookie(SessionCookie.of(token, request.isSecure()));
    if (before != null) signIn.end(before); // nobody would end it any more
    First first = signIn.first(token);
    return "redirect:" + (first == null ? OwnPath.or(back) : first.page());
  }

  private static int status(List<Refusal> reasons) {
    return switch (reasons.getFirst().code()) {
      case "wrong" -> HttpServletResponse.SC_UNAUTHORIZED;
      default -> Forms.status(reasons);
    };
  }

  @Needs
  @SmallWrite
  @PostMapping("/sign-out")
  String leave(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    signIn.end(viewer);
    Cookie gone = SessionCookie.of("", request.isSecure());
    gone.setMaxAge(0);
    response.addCookie(gone);
    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    return "redirect:/";
  }

  @Anyone
  @SmallWrite
  @PostMapping("/language")
  String language(
      @RequestParam String to,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    Cookie cookie = new Cookie("lang", to.equals("en") ? "en" : "zh");
    cookie.setPath("/");
    cookie.setMaxAge(365 * 24 * 3600);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    return "redirect:" + OwnPath.or(back);
  }
}
