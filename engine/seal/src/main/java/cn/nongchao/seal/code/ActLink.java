package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.text.ShortId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address in the QR: {@code SITE/SHORT-ID/TOKEN}, nothing before or after.
 *
 * @param site for example {@code https://host/c}
 * @param shortId as in the address; it must be that of the token's act
 * @param token base64url
 */
record ActLink(String site, ShortId shortId, String token) {
  private static final String HOST = "[a-z0-9.-]{1,253}(?::[1-9][0-9]{0,4})?";
  private static final String SITE = "https?://" + HOST + "(?:/[A-Za-z0-9._~-]{1,64}){1,4}";
  private static final Pattern IS_SITE = Pattern.compile(SITE);
  private static final Pattern LINK =
      Pattern.compile("(" + SITE + ")/([0-9A-Z]{12})/([A-Za-z0-9_-]+)");

  /** Longest address read, in characters. */
  static final int LONGEST = 1024;

  static boolean isSite(String text) {
    return text.length() <= LONGEST && IS_SITE.matcher(text).matches();
  }

  static Outcome<ActLink> read(String text) {
    if (text.length() > LONGEST) {
      return Outcome.refuse("链接过长。", "The link is too long.");
    }
    Matcher link = LINK.matcher(text);
    if (!link.matches()) {
      return Outcome.refuse("这不是行政行为码的链接。", "This is not the link of an act's code.");
    }
    return ShortId.read(link.group(2))
        .then(id ->
            id.text().equals(link.group(2))
                ? Outcome.of(new ActLink(link.group(1), id, link.group(3)))
                : Outcome.refuse("链接中的编号有误。", "The id in the link is not as issued."));
  }
}
