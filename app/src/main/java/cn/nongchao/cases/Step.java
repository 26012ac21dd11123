package cn.nongchao.cases;

import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import java.util.List;
import java.util.UUID;

/**
 * What every move on an event carries.
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

  public Step showing(List<UUID> files) {
    return new Step(entry, loop, version, note, files);
  }
}
