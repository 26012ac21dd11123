package cn.nongchao.proof;

import cn.nongchao.people.AuditTail;
import cn.nongchao.people.AuditTail.Line;
import cn.nongchao.platform.Position;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.LoopFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The lines of the audit log: who deletes one or alters it does not go unseen. */
@Component
@Order(3)
class AuditSource implements Source {

  static final String NAME = "audit";

  private final AuditTail tail;

  AuditSource(AuditTail tail) {
    this.tail = tail;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Final> after(Position position, int limit) {
    return tail.after(position, limit).stream().map(AuditSource::piece).toList();
  }

  @Override
  public Optional<Position> next(Position after) {
    return tail.next(after);
  }

  @Override
  public List<Final> all(Collection<UUID> ids) {
    return tail.find(ids).stream().map(AuditSource::piece).toList();
  }

  private static Final piece(Line line) {
    return new Final(line.position(), line.id(), () -> form(line));
  }

  /** As docs/formats/entry.md says of the type {@code audit.line}. */
  private static SealedEntry form(Line line) {
    Map<String, Object> facts =
        Map.of(
            "id", line.id().toString(),
            "at", LoopFacts.time(line.at()),
            "action", line.action(),
            "actor", line.by() == null ? "system" : line.by().toString(),
            "subject", line.subject(),
            "detail", line.detail());
    return new SealedEntry(new EntryFacts("audit.line", facts), line.salt());
  }
}
