package cn.nongchao.people.web;

import cn.nongchao.people.Qualification;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Passkeys.Passkey;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PersonLists.HeldGrant;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;

/**
 * What the pages about one's own account show.
 *
 * @param scopes names of the places grants hold over, by grant id
 * @param roles what roles are called, by name
 */
public record AccountPage(
    String name,
    String organisation,
    List<HeldGrant> grants,
    Map<String, String> scopes,
    Map<String, Text> roles,
    List<Qualification> qualifications,
    List<Account.Session> sessions,
    List<Tokens.Token> tokens,
    List<Passkey> passkeys) {

  public AccountPage {
    grants = List.copyOf(grants);
    scopes = Map.copyOf(scopes);
    roles = Map.copyOf(roles);
    qualifications = List.copyOf(qualifications);
    sessions = List.copyOf(sessions);
    tokens = List.copyOf(tokens);
    passkeys = List.copyOf(passkeys);
  }

  /** What the form for a new token begins with. */
  public Tokens.NewToken fresh() {
    return new Tokens.NewToken(Ids.next(), "", 90);
  }

  /** What a role is called; its name where no module declares it any more. */
  public Text title(String role) {
    return roles.getOrDefault(role, Text.same(role));
  }
}
