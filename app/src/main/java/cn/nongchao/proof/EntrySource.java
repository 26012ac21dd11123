package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail;
import cn.nongchao.platform.Position;
import cn.nongchao.seal.entry.SealedEntry;
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
  private final MeantSince meant;

  EntrySource(EntryTail tail, MeantSince meant) {
    this.meant = meant;
    this.tail = tail;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Final> after(Position position, int limit) {
    return tail.after(position, limit).stream().map(this::checked).toList();
  }

  @Override
  public Optional<Position> next(Position after) {
    return tail.next(after);
  }

  @Override
  public List<Final> all(Collection<UUID> ids) {
    return tail.find(ids).stream().map(EntrySource::piece).toList();
  }

  /** Nothing is sealed that is not as it was meant: altered first and sealed then is genuine. */
  private Final checked(EntryTail.Final read) {
    Final piece = piece(read);
    return isFit(read) ? piece : new Final(piece.position(), piece.id(), EntrySource::notAsMeant);
  }

  private boolean isFit(EntryTail.Final read) {
    return tail.isAsMeant(read.entry())
        && (tail.saysHowItWasMeant(read.entry()) || !meant.covers(read.position().txid()));
  }

  @Override
  public boolean isFit(UUID id) {
    return tail.find(List.of(id)).stream().allMatch(this::isFit);
  }

  private static SealedEntry notAsMeant() {
    throw new NotAsMeant();
  }

  /** Altered between its writing and its sealing, or put in by hand. */
  private static final class NotAsMeant extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "it is not as it was meant by whoever made it";
    }
  }

  private static Final piece(EntryTail.Final read) {
    return new Final(
        read.position(), read.entry().id(), () -> EntryForm.of(read.entry(), read.salt()));
  }
}
