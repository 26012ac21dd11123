package cn.nongchao.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Hires people for the demo as an administrator would, with every check. */
public interface DemoStaff {

  /** A name nobody of the demo bears yet. */
  String nextName();

  /** Somebody who does not sign in. */
  PersonId person(String name, @Nullable OrganisationId at, String title);

  /** The person of a {@link DemoAccount}, who signs in; without a grant yet. */
  PersonId account(String login, @Nullable OrganisationId at, String title);

  void grant(PersonId person, String role, DivisionCode place);

  void grant(PersonId person, String role, OrganisationId over);

  /** A qualification, valid until the day. */
  void paper(PersonId person, String kind, String issuer, String fields, LocalDate until);
}
