package cn.nongchao.people.imports;

import cn.nongchao.people.register.PersonMatches;
import cn.nongchao.platform.Sought;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts for those whose file has none: the name as it is pronounced, with a number if taken. */
final class Logins {

  private final Set<String> taken;

  Logins(Collection<String> names, PersonMatches persons) {
    Set<String> words = names.stream().map(Logins::word).collect(Collectors.toSet());
    this.taken = persons.accounts(words);
  }

  /** One that nobody has; it is this person's from now on. */
  String next(String name) {
    String word = word(name);
    String login = word;
    for (int n = 2; !taken.add(login); n++) login = word + n;
    return login;
  }

  void take(String login) {
    taken.add(login.toLowerCase(Locale.ROOT));
  }

  private static String word(String name) {
    String spoken = Sought.sounds(name).replaceAll("[^a-z]", "");
    String word = spoken.length() > 30 ? spoken.substring(0, 30) : spoken;
    return word.length() < 2 ? "user" + word : word;
  }
}
