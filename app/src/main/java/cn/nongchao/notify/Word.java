package cn.nongchao.notify;

import cn.nongchao.loop.Move;
import cn.nongchao.platform.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of word that reaches people; a module declares its own as beans, as
 *
 * <pre>Word.of("event-returned", "事件被退回", "An event was returned")
 *     .at("event", EventMove.RETURNED)
 *     .to(Whom.holders(DISPATCHER))</pre>
 *
 * @param name stored, kebab-case; people silence it by this
 * @param title what is said, without a name, an address or anybody's own words: it leaves the
 *     product
 * @param kind of loops it is about; {@code *} for every kind, empty where it is about none
 * @param moves names of the moves that bring it; empty for none
 * @param before how long before a deadline it comes; null where no deadline brings it
 * @param to whom; the first that fits
 * @param urgent whether it goes out in quiet hours too, and never waits for a digest
 */
public record Word(
    String name,
    Text title,
    String kind,
    Set<String> moves,
    @Nullable Duration before,
    List<Whom> to,
    boolean urgent) {

  /** For a word about every kind that has none of its own. */
  public static final String EVERY = "*";

  public Word {
    if (!name.matches("[a-z][a-z-]{1,39}")) {
      throw new IllegalArgumentException("no name for a kind of word: " + name);
    }
    moves = Set.copyOf(moves);
    to = List.copyOf(to);
  }

  public static Word of(String name, String zh, String en) {
    return new Word(name, Text.of(zh, en), "", Set.of(), null, List.of(), false);
  }

  /** Comes with any of these moves of a kind of loop. */
  public Word at(String kindOfLoop, Move... which) {
    Set<String> names = Arrays.stream(which).map(Move::name).collect(Collectors.toSet());
    return new Word(name, title, kindOfLoop, names, before, to, urgent);
  }

  /** Comes so long before a deadline, though never in the first half of the time there is. */
  public Word before(String kindOfLoop, Duration time) {
    return new Word(name, title, kindOfLoop, moves, time, to, urgent);
  }

  public Word to(Whom... whom) {
    return new Word(name, title, kind, moves, before, List.of(whom), urgent);
  }

  public Word urgently() {
    return new Word(name, title, kind, moves, before, to, true);
  }
}
