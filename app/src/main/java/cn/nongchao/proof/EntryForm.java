package cn.nongchao.proof;

import cn.nongchao.loop.Entry;
import cn.nongchao.seal.entry.LoopFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A loop entry as it is sealed (docs/formats/entry.md). */
final class EntryForm {

  private EntryForm() {}

  static SealedEntry of(Entry entry, byte[] salt) {
    Map<String, Object> data = new HashMap<>();
    data.put("facts", Map.copyOf(entry.data()));
    data.put("note", entry.note());
    data.put("evidence", entry.evidence().stream().map(UUID::toString).toList());
    data.put("late", entry.late());
    if (entry.due() != null) data.put("due", LoopFacts.time(entry.due()));
    LoopFacts facts =
        new LoopFacts(
            entry.id(),
            entry.kind(),
            entry.loop().value(),
            entry.version(),
            entry.move(),
            entry.from() == null ? "" : entry.from(),
            entry.to(),
            entry.at(),
            // The id, never the name: a receipt shown to an outsider names no person.
            entry.by() == null ? "system" : entry.by().toString(),
            data);
    return new SealedEntry(facts.facts(), salt);
  }
}
