package cn.nongchao.loop;

import java.util.List;
import java.util.UUID;

/**
 * What every move carries, whatever its record says besides.
 *
 * @param entry id of the entry to be, made by the client: sent twice, done once
 * @param version of the loop the person saw
 * @param evidence photos and files taken in before
 */
public record Step(UUID entry, LoopId loop, int version, String note, List<UUID> evidence) {

  public Step {
    evidence = List.copyOf(evidence);
  }

  public static Step of(UUID entry, Loop loop, String note) {
    return new Step(entry, loop.id(), loop.version(), note, List.of());
  }

  /** What opened a loop: its first entry has the loop's own id. */
  static Step opened(Loop loop, String note) {
    return new Step(loop.id().value(), loop.id(), loop.version(), note, List.of());
  }

  public Step showing(List<UUID> files) {
    return new Step(entry, loop, version, note, files);
  }
}
