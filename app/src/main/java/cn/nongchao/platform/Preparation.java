package cn.nongchao.platform;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something an installation needs before its first day's work. Each module declares its own as a
 * bean; together they are the page “开始使用”, which stays in sight until all of them stand.
 */
public interface Preparation {

  /** Where it stands among the others: what is needed first comes first. */
  int order();

  Text title();

  /** What it is for, in one sentence. */
  Text purpose();

  /** How far it is now, for the whole installation. */
  Standing standing();

  /**
   * How far it is for whoever answers for some places only; the same where places do not matter.
   */
  default Standing standing(Within within) {
    return standing();
  }

  /**
   * Places somebody answers for.
   *
   * @param codes by prefix; the empty one is everywhere
   */
  record Within(List<String> codes) {

    public static final Within ALL = new Within(List.of(""));

    public Within {
      codes = List.copyOf(codes);
    }

    /** Whether a place lies in one of them or holds one. */
    public boolean touches(String code) {
      return codes.stream().anyMatch(own -> code.startsWith(own) || own.startsWith(code));
    }
  }

  /**
   * How far something is.
   *
   * @param said what is there and what is missing, in words
   * @param ways to the pages where it is done
   * @param offers forms to do it at once
   */
  record Standing(boolean done, Text said, List<Way> ways, List<Offer> offers) {
    public Standing {
      ways = List.copyOf(ways);
      offers = List.copyOf(offers);
    }

    public static Standing of(boolean done, String zh, String en, Way... ways) {
      return new Standing(done, Text.of(zh, en), List.of(ways), List.of());
    }

    public Standing offering(String write, @Nullable Object fresh) {
      Offer offer = new Offer(write, fresh);
      return new Standing(
          done, said, ways, Stream.concat(offers.stream(), Stream.of(offer)).toList());
    }
  }

  /** A page that leads on. */
  record Way(Text title, String path) {
    public static Way to(String path, String zh, String en) {
      return new Way(Text.of(zh, en), path);
    }
  }

  /**
   * A form by the name of its write.
   *
   * @param fresh the record that it holds beforehand; null for an empty one
   */
  record Offer(String write, @Nullable Object fresh) {}
}
