package cn.nongchao.loop;

import java.util.Set;

/** Who may make a move. An edge names one or more; any of them suffices. */
public sealed interface Who {

  /** Holds one of the roles over the loop's place or over an organisation it is with. */
  record Holder(Set<String> roles) implements Who {
    public Holder {
      roles = Set.copyOf(roles);
    }
  }

  /** The person it is assigned to, at work in one of the roles; in any where none is named. */
  record Assignee(Set<String> roles) implements Who {
    public Assignee {
      roles = Set.copyOf(roles);
    }
  }

  /** Works in the organisation it is with, holding one of the roles. */
  record Member(Set<String> roles) implements Who {
    public Member {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * Whoever opened it, signed in or by the tracking code.
   *
   * @param working only while they are at work
   */
  record Reporter(boolean working) implements Who {}

  /** Whoever the loop waits for by name, while they are at work. */
  record Asked() implements Who {}

  /** The same as another, as long as the loop waits for anybody by name. */
  record WhileAsked(Who who) implements Who {
    @Override
    public Set<String> roles() {
      return who.roles();
    }
  }

  /** The system itself: the clock, an import, another loop. */
  record Automatic() implements Who {}

  /** Names of the roles that count; none where it is not a matter of roles. */
  default Set<String> roles() {
    return Set.of();
  }

  static Who holder(String... roles) {
    return new Holder(Set.of(roles));
  }

  static Who member(String... roles) {
    return new Member(Set.of(roles));
  }

  static Who assignee(String... roles) {
    return new Assignee(Set.of(roles));
  }

  static Who reporter() {
    return new Reporter(false);
  }

  /** Whoever opened it as part of their work, as long as they are at work. */
  static Who opener() {
    return new Reporter(true);
  }

  static Who asked() {
    return new Asked();
  }

  static Who whileAsked(Who who) {
    return new WhileAsked(who);
  }

  static Who automatic() {
    return new Automatic();
  }
}
