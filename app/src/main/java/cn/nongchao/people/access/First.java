package cn.nongchao.people.access;

import cn.nongchao.platform.Refusal;
import java.util.Set;

/** What somebody who is signed in has to do before anything else; one after the other. */
public enum First {
  /** The password was right, the second factor is still to be given. */
  CODE(
      "/account/code",
      Set.of("/passkey", "/passkey/options"),
      Refusal.of("second-factor-first", "请先完成第二重验证", "give your second factor first")),
  /** The password was set by somebody else. */
  PASSWORD(
      "/account/password",
      Set.of(),
      Refusal.of(
          "change-password-first",
          "密码由他人设置，请先改成自己的密码",
          "the password was set by somebody else: change it first")),
  /** The installation requires a second factor of them, and there is none. */
  SECOND_FACTOR(
      "/account/second-factor",
      Set.of("/begin", "/confirm", "/passkeys", "/passkeys/begin"),
      Refusal.of(
          "second-factor-needed",
          "您的角色须先设置第二重验证",
          "your role needs a second factor: set one up first"));

  private final String page;
  private final Set<String> below;
  private final Refusal reason;

  First(String page, Set<String> below, Refusal reason) {
    this.page = page;
    this.below = below;
    this.reason = reason;
  }

  /** Where it is done. */
  public String page() {
    return page;
  }

  Refusal reason() {
    return reason;
  }

  /** Whether an address is needed for it, or leads out. */
  boolean opens(String path) {
    String own = path.startsWith("/api/v1/") ? path.substring("/api/v1".length()) : path;
    boolean needed =
        own.equals(page) || (own.startsWith(page) && below.contains(own.substring(page.length())));
    return needed || path.equals("/sign-out");
  }
}
