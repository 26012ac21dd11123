package cn.nongchao.people.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An address with a query, for the next page of a list: empty parameters are left out. */
final class Links {

  private final StringBuilder text;
  private boolean first = true;

  private Links(String path) {
    this.text = new StringBuilder(path);
  }

  static Links of(String path) {
    return new Links(path);
  }

  Links with(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) return this;
    text.append(first ? '?' : '&').append(name).append('=');
    text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    first = false;
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
