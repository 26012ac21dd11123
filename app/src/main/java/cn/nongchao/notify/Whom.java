package cn.nongchao.notify;

import java.util.Set;

/** Who is told. */
public sealed interface Whom {

  /**
   * Whoever has the loop in hand: the person it is with, else those of the unit who can lead it on
   * from where it stands; and the unit's robots.
   */
  record Hands() implements Whom {}

  /**
   * Whoever must act next: those asked by name, else whoever has it in hand where that is theirs,
   * else those whose roles lead it on, else whoever opened it.
   */
  record Turn() implements Whom {}

  /** Those who hold one of the roles over the loop's place. */
  record Holders(Set<String> roles) implements Whom {
    public Holders {
      roles = Set.copyOf(roles);
    }
  }

  /** The person who opened it, while signed in; a citizen too. */
  record Opener() implements Whom {}

  /** Whoever it waits for by name. */
  record Asked() implements Whom {}

  static Whom hands() {
    return new Hands();
  }

  static Whom turn() {
    return new Turn();
  }

  static Whom holders(String... roles) {
    return new Holders(Set.of(roles));
  }

  static Whom opener() {
    return new Opener();
  }

  static Whom asked() {
    return new Asked();
  }
}
