package cn.nongchao.notify;

import cn.nongchao.platform.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every kind of word there is; each module declares its own. */
@Component
class Vocabulary {

  private final Map<String, Word> byName = new TreeMap<>();

  Vocabulary(List<Word> declared) {
    for (Word word : declared) {
      if (byName.put(word.name(), word) != null) {
        throw new IllegalStateException("two kinds of word are called " + word.name());
      }
    }
  }

  Collection<Word> all() {
    return byName.values();
  }

  Optional<Word> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What a word is called; its name where no module declares it any more. */
  Text title(String name) {
    return find(name).map(Word::title).orElse(Text.same(name));
  }

  /** What a move brings: the kind's own words before those of every kind. */
  List<Word> at(String kind, String move) {
    List<Word> own = of(kind, move);
    return own.isEmpty() ? of(Word.EVERY, move) : own;
  }

  private List<Word> of(String kind, String move) {
    return byName.values().stream()
        .filter(word -> word.kind().equals(kind) && word.moves().contains(move))
        .toList();
  }

  /** What tells of a deadline of this kind; null for nothing. */
  @Nullable Word before(String kind) {
    Word own = near(kind);
    return own == null ? near(Word.EVERY) : own;
  }

  private @Nullable Word near(String kind) {
    return byName.values().stream()
        .filter(word -> word.kind().equals(kind) && word.before() != null)
        .findFirst()
        .orElse(null);
  }
}
