package cn.nongchao.proof;

import cn.nongchao.platform.Position;
import cn.nongchao.seal.entry.SealedEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Pieces that all go into the public log, each once, in the order in which they became final. Ids
 * are a source's own: the same id in two sources is two leaves.
 */
interface Source {

  /** Kept with every leaf, so it never changes. */
  String name();

  List<Final> after(Position position, int limit);

  /** Where the first piece after this stands, final or not. */
  Optional<Position> next(Position after);

  /** Those pieces that are stored, final or not, in any order. */
  List<Final> all(Collection<UUID> ids);

  /** Whether one that stood aside may be sealed after all. */
  default boolean isFit(UUID id) {
    return true;
  }

  /** One piece as it is sealed, final or not. */
  default Optional<SealedEntry> find(UUID id) {
    return all(List.of(id)).stream().findFirst().map(one -> one.form().get());
  }

  /**
   * A piece that can no longer change or be preceded by another.
   *
   * @param form made late: one piece that cannot be put into form must not hold up the others
   */
  record Final(Position position, UUID id, Supplier<SealedEntry> form) {}
}
