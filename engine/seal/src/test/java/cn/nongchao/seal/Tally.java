package cn.nongchao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Counts vectors that are written in a test itself. */
public final class Tally {
  private final String family;
  private final List<String> failed = new ArrayList<>();
  private int passed;

  public Tally(String family) {
    this.family = family;
  }

  public void check(String name, boolean passes) {
    if (passes) {
      passed++;
    } else {
      failed.add(name);
    }
  }

  /** Prints {@code <family>: N passed, N failed} and fails if any did. */
  public void done() {
    System.out.printf("%s: %d passed, %d failed%n", family, passed, failed.size());
    assertThat(failed).as(family).isEmpty();
    assertThat(passed).as(family).isPositive();
  }
}
