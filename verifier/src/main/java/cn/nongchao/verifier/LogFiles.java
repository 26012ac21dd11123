package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.Tiles;
import cn.nongchao.seal.tree.TreeHash;
import org.jspecify.annotations.Nullable;

/** A log's static files, in a folder or behind an address. */
final class LogFiles {
  private final Fetch fetch;
  private final String base;

  LogFiles(Fetch fetch, String url) {
    this.fetch = fetch;
    this.base = url.endsWith("/") ? url : url + "/";
  }

  SignedNote checkpoint() throws Unreadable, Malformed {
    return SignedNote.parse(fetch.read(base + "checkpoint", SignedNote.MAX_BYTES));
  }

  /** A tile's bytes cut to its width, or null; where a partial one is gone the full one serves. */
  byte @Nullable [] tile(TileId id) throws Unreadable {
    byte[] bytes = find(id, TileId.FULL * TreeHash.SIZE);
    int wanted = id.width() * TreeHash.SIZE;
    return bytes == null || bytes.length <= wanted ? bytes : java.util.Arrays.copyOf(bytes, wanted);
  }

  /** A bundle's bytes, perhaps of the full bundle where a partial one is gone, or null. */
  byte @Nullable [] bundle(long index, int width) throws Unreadable {
    return find(TileId.entries(index, width), EntryBundle.MAX_BYTES);
  }

  private byte @Nullable [] find(TileId id, int maxBytes) throws Unreadable {
    byte[] bytes = fetch.find(base + id.path(), maxBytes);
    return bytes == null && !id.full() ? fetch.find(base + id.whole().path(), maxBytes) : bytes;
  }

  /** As the engine reads tiles; a failure to read shows as {@link ReadFailed}. */
  Tiles tiles() {
    return id -> {
      try {
        return tile(id);
      } catch (Unreadable e) {
        throw new ReadFailed(e);
      }
    };
  }

  /** Carries {@link Unreadable} through the engine. */
  static final class ReadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Unreadable why;

    ReadFailed(Unreadable why) {
      super(why);
      this.why = why;
    }

    Unreadable why() {
      return why;
    }
  }
}
