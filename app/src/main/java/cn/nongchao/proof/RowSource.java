package cn.nongchao.proof;

import cn.nongchao.people.LedgerTail;
import cn.nongchao.people.LedgerTail.Line;
import cn.nongchao.platform.Position;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What rows said each time one was written: of each a digest, and nothing of what it says. */
@Component
@Order(4)
class RowSource implements Source {

  private final LedgerTail tail;

  RowSource(LedgerTail tail) {
    this.tail = tail;
  }

  @Override
  public String name() {
    return "row";
  }

  @Override
  public List<Final> after(Position position, int limit) {
    return tail.after(position, limit).stream().map(RowSource::piece).toList();
  }

  @Override
  public Optional<Position> next(Position after) {
    return tail.next(after);
  }

  @Override
  public List<Final> all(Collection<UUID> ids) {
    return tail.find(ids).stream().map(RowSource::piece).toList();
  }

  private static Final piece(Line line) {
    return new Final(line.position(), line.id(), () -> form(line));
  }

  /** As docs/formats/entry.md says of the type {@code row.written}. */
  private static SealedEntry form(Line line) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("id", line.id().toString());
    facts.put("table", line.table());
    facts.put("row", line.row());
    facts.put("version", line.version());
    facts.put("digest", line.digest());
    if (line.gone()) facts.put("gone", true);
    if (line.altered()) facts.put("altered", true);
    return new SealedEntry(new EntryFacts("row.written", facts), line.salt());
  }
}
