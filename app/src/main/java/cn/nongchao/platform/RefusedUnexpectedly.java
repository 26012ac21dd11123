package cn.nongchao.platform;

import java.util.List;

/** A refusal where our own code was sure of success: a surprise, so an exception. */
public final class RefusedUnexpectedly extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> reasons;

  RefusedUnexpectedly(List<Refusal> reasons) {
    super(reasons.getFirst().code() + ": " + reasons.getFirst().reason().en());
    this.reasons = List.copyOf(reasons);
  }

  public List<Refusal> reasons() {
    return reasons;
  }
}
