package cn.nongchao.platform.web;

import java.util.Set;

/** A handler that says of itself who it is for, where no annotation can. */
public interface Guarded {

  /** Whether it is for everyone, signed in or not. */
  default boolean isForAnyone() {
    return false;
  }

  /** Names of roles of which one is needed; empty for anyone signed in. */
  Set<String> roles();

  /** Whether the role must be held over the whole installation. */
  default boolean isOverTheWhole() {
    return false;
  }

  /**
   * Bytes of a form in parts that a side of it takes, files and all; 0 where it takes none.
   *
   * @param side the handling method's name
   */
  default long mostInParts(String side) {
    return 0;
  }

  /** Whether it is a {@link SmallWrite}. */
  default boolean isSmall() {
    return false;
  }

  /** Whether it takes the person: a token for a machine may not. */
  default boolean takesThePerson() {
    return false;
  }
}
