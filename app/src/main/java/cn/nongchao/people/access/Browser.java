package cn.nongchao.people.access;

import org.jspecify.annotations.Nullable;

/** The browser a request comes from, as its token against forgery tells it from every other. */
public final class Browser {

  private final @Nullable String digest;

  Browser(@Nullable String token) {
    this.digest = token == null ? null : Sessions.hash("passkey " + token);
  }

  /** Null of a program, which has no such token. */
  @Nullable String digest() {
    return digest;
  }
}
