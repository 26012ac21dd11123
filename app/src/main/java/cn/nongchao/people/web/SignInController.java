package cn.nongchao.people.web;

import static java.util.Comparator.comparingInt;

import cn.nongchao.people.DemoAccount;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.First;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
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
  private final List<DemoAccount> demoAccounts;

  SignInController(
      SignIn signIn,
      Comers comers,
      CsrfTokenRepository forgery,
      ObjectProvider<DemoAccount> demoAccounts) {
    this.signIn = signIn;
    this.comers = comers;
    this.forgery = forgery;
    this.demoAccounts = demoAccounts.stream().sorted(comparingInt(DemoAccount::order)).toList();
  }

  @Anyone
  @GetMapping("/sign-in")
  String form(@RequestParam(defaultValue = "/") String back, @Nullable Viewer viewer, Model model) {
    if (viewer != null) return "redirect:/";
    model.addAttribute("page", new SignInPage("", OwnPath.or(back), null, demoAccounts));
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
    SignIn.From from =
        new SignIn.From(
            request.getRemoteAddr(),
            String.valueOf(request.getHeader("User-Agent")),
            comers.of(request));
    Outcome<String> outcome = signIn.begin(login, password, from);
    return switch (outcome) {
      case Outcome.Done<String>(String token) -> {
        forgery.saveToken(null, request, response); // the stranger's; a session has its own
        response.addCookie(session(token, request.isSecure()));
        if (before != null) signIn.end(before); // nobody would end it any more
        First first = signIn.first(token);
        yield "redirect:" + (first == null ? OwnPath.or(back) : first.page());
      }
      case Outcome.Refused<String>(List<Refusal> reasons) -> {
        response.setStatus(status(reasons));
        Problems.comeAgain(reasons, response);
        var page =
            new SignInPage(login, OwnPath.or(back), reasons.getFirst().reason(), demoAccounts);
        model.addAttribute("page", page);
        yield "people/sign-in";
      }
    };
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
    Cookie gone = session("", request.isSecure());
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

  private static Cookie session(String token, boolean secure) {
    Cookie cookie = new Cookie("nc_session", token);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
