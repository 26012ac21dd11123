package cn.nongchao.proof;

import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import java.util.List;
import java.util.Map;

/** Something to seal. */
final class Openings {

  private Openings() {}

  /** A new event with these words. */
  static Opening event(String words) {
    return new Opening(
        LoopId.next(),
        "event",
        "占道经营",
        new DivisionCode("330114003200"),
        null,
        null,
        null,
        null,
        null,
        words,
        Map.of("source", "test"),
        List.of());
  }
}
