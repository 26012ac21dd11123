package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail;
import cn.nongchao.platform.Position;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The steps of loops. */
@Component
@Order(1)
class EntrySource implements Source {

  static final String NAME = "entry";

  private final EntryTail tail;

  EntrySource(EntryTail tail) {
    this.tail = tail;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Final> after(Position position, int limit) {
    return tail.after(position, limit).stream().map(EntrySource::piece).toList();
  }

  @Override
  public Optional<Position> next(Position after) {
    return tail.next(after);
  }

  @Override
  public List<Final> all(Collection<UUID> ids) {
    return tail.find(ids).stream().map(EntrySource::piece).toList();
  }

  private static Final piece(EntryTail.Final read) {
    return new Final(
        read.position(), read.entry().id(), () -> EntryForm.of(read.entry(), read.salt()));
  }
}
