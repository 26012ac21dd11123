package cn.nongchao.people.web;

import cn.nongchao.people.Qualification;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Unmasking;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's file.
 *
 * @param scopes what grants hold over, by grant id
 * @param roles titles of those that can be granted, by name
 * @param grantForm the form for a new grant as typed; likewise the other forms
 * @param shown personal data shown whole this once
 * @param password a password just made, shown this once
 * @param entry a fresh id for whatever is added
 */
public record PersonPage(
    Sheet sheet,
    Map<String, String> scopes,
    Map<String, Text> roles,
    Map<String, Text> organisations,
    Typed grantForm,
    Typed postForm,
    Typed paperForm,
    Typed maskForm,
    Unmasking.@Nullable Shown shown,
    @Nullable String password,
    String entry,
    LocalDate today) {

  /** What a role is called; its name where no module declares it any more. */
  public Text title(String role) {
    return roles.getOrDefault(role, Text.same(role));
  }

  public Map<String, Text> kinds() {
    return Qualification.KINDS;
  }

  /** “expired”, “soon” within 60 days, “later” where it has not begun, else “valid”. */
  public String state(Qualification paper) {
    if (paper.validTo() != null && paper.validTo().isBefore(today)) return "expired";
    if (paper.validFrom().isAfter(today)) return "later";
    boolean soon = paper.validTo() != null && paper.validTo().isBefore(today.plusDays(60));
    return soon ? "soon" : "valid";
  }
}
