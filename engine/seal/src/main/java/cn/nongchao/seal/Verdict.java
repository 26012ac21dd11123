package cn.nongchao.seal;

import java.util.List;

/** What a check found, in words a person can read. */
public sealed interface Verdict {

  /** Everything was checked and holds; each sentence names one thing that was checked. */
  record Genuine(List<Reason> checked) implements Verdict {
    public Genuine {
      checked = List.copyOf(checked);
    }
  }

  /** Something does not hold: the thing is forged, altered, or not what it says it is. */
  record NotGenuine(Reason reason) implements Verdict {}

  /** Nothing can be said, because something needed for the check (a key, a file) is missing. */
  record CouldNotCheck(Reason reason) implements Verdict {}

  static Verdict notGenuine(String zh, String en) {
    return new NotGenuine(new Reason(zh, en));
  }

  static Verdict couldNotCheck(String zh, String en) {
    return new CouldNotCheck(new Reason(zh, en));
  }

  default boolean isGenuine() {
    return this instanceof Genuine;
  }
}
