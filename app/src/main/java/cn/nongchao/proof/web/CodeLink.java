package cn.nongchao.proof.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed or pasted for a code, as chats hand links on: with blanks and line breaks, in
 * full-width characters, in another case, encoded once or twice, with words before and behind
 * ({@code cleanLink} in proof-code.js does the same but for words).
 *
 * @param shortId as written, in capitals
 * @param token whose case counts; empty where there is none
 */
record CodeLink(String shortId, String token) {

  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cf}\\p{Z}]+");
  private static final Pattern LINK =
      Pattern.compile("(?i)(?:.*/c/)?([0-9a-z-]{12,20})(?:/([a-z0-9_-]+))?/?(?:[^a-z0-9_/-].*)?");

  static CodeLink read(String typed) {
    String text = bare(typed);
    for (int i = 0; i < 2 && text.contains("%"); i++) text = decoded(text);
    Matcher link = LINK.matcher(text);
    if (!link.matches()) return new CodeLink(text, "");
    String token = link.group(2) == null ? "" : link.group(2);
    return new CodeLink(link.group(1).toUpperCase(Locale.ROOT), token);
  }

  /** Where its page is. */
  String path() {
    return "/c/" + shortId.replace("-", "") + (token.isEmpty() ? "" : "/" + token);
  }

  private static String bare(String text) {
    return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  private static String decoded(String text) {
    try {
      return bare(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
