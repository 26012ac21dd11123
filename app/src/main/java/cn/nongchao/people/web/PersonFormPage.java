package cn.nongchao.people.web;

import cn.nongchao.people.register.PersonChange;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.PersonLists.Sheet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A new person or a changed one.
 *
 * @param sheet null for a new one
 */
public record PersonFormPage(@Nullable Sheet sheet) {

  /** The person as they stand; numbers are not given back. */
  public PersonChange now() {
    Sheet known = Objects.requireNonNull(sheet);
    String login = known.login() == null ? "" : known.login();
    return new PersonChange(
        new PersonFacts(known.name(), known.organisation(), login, null, null),
        known.active(),
        known.version());
  }
}
