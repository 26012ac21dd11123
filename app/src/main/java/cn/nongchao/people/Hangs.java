package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a module hangs on a person or a unit, told as a bean by the module: it is shown before
 * either leaves, and handed over.
 */
public interface Hangs {

  /**
   * One thing that hangs on somebody.
   *
   * @param id null for what is handed over on a page of its own
   * @param what how it hangs on them
   * @param name as people say it
   * @param link address of its page
   * @param movable whether another can take it; a word asked of somebody is theirs alone
   */
  record Hanging(@Nullable UUID id, Text what, String name, String link, boolean movable) {}

  List<Hanging> on(PersonId person);

  List<Hanging> on(OrganisationId unit);

  /** Whether anything ever was at a place, so that it cannot be as if it had never been there. */
  boolean holds(DivisionCode place);

  /**
   * Gives what a person has in hand to another, or back to the unit; what they have no longer stays
   * as it is.
   *
   * @param to null for the unit
   * @param by name of whoever orders it
   */
  Outcome<UUID> handOver(UUID thing, PersonId from, @Nullable PersonId to, String by);

  /** Gives what a unit has in hand to another. */
  Outcome<UUID> handOver(UUID thing, OrganisationId from, OrganisationId to, String by);

  /** Puts one unit in place of another wherever it stands beside what it has in hand. */
  default Outcome<OrganisationId> merged(OrganisationId from, OrganisationId into, String by) {
    return Outcome.done(into);
  }
}
