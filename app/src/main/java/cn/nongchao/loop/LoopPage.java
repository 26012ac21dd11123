package cn.nongchao.loop;

import java.util.Set;

/**
 * Where loops of one kind have their page; the kind's module offers one as a bean. Kinds without it
 * are shown and moved at {@code /loops/{id}}.
 *
 * @param path with {@code {id}} in it, like {@code /events/{id}}
 * @param plainMoves names of the moves that carry nothing but a note and evidence; only these may
 *     be made by the general page and API, because the others write more than the loop
 */
public record LoopPage(String kind, String path, Set<String> plainMoves) {

  public LoopPage {
    plainMoves = Set.copyOf(plainMoves);
  }

  public LoopPage(String kind, String path) {
    this(kind, path, Set.of(Move.Common.NOTED.name()));
  }
}
