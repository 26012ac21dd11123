package cn.nongchao.upkeep;

import cn.nongchao.platform.Text;

/**
 * What was looked at and how it is.
 *
 * @param about in small letters, the same in every release: monitoring may go by it
 */
record Finding(String about, Level level, Text said) {

  /** How bad, in rising order; the exit code of {@code doctor} is the worst. */
  enum Level {
    OK,
    WARNING,
    FAULT
  }

  static Finding ok(String about, Text said) {
    return new Finding(about, Level.OK, said);
  }

  static Finding warning(String about, Text said) {
    return new Finding(about, Level.WARNING, said);
  }

  static Finding fault(String about, Text said) {
    return new Finding(about, Level.FAULT, said);
  }
}
