package cn.nongchao.people.web;

import cn.nongchao.people.Qualification;
import cn.nongchao.people.access.FactorRecovery;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.platform.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's file.
 *
 * @param scopes what grants hold over, by grant id
 * @param roles what roles are called, by name
 * @param provenTwice whether they have a second factor
 * @param recovery asked for and still to be confirmed; null for none
 * @param tokens of machines that act for the person; none where whoever asks may not end them
 */
public record PersonPage(
    Sheet sheet,
    Map<String, String> scopes,
    Map<String, Text> roles,
    List<Tokens.Token> tokens,
    boolean provenTwice,
    FactorRecovery.@Nullable Asked recovery,
    LocalDate today) {

  public PersonPage {
    tokens = List.copyOf(tokens);
  }

  /** What a role is called; its name where no module declares it any more. */
  public Text title(String role) {
    return roles.getOrDefault(role, Text.same(role));
  }

  /** “expired”, “soon” within 60 days, “later” where it has not begun, else “valid”. */
  public String state(Qualification paper) {
    if (paper.validTo() != null && paper.validTo().isBefore(today)) return "expired";
    if (paper.validFrom().isAfter(today)) return "later";
    boolean soon = paper.validTo() != null && paper.validTo().isBefore(today.plusDays(60));
    return soon ? "soon" : "valid";
  }
}
