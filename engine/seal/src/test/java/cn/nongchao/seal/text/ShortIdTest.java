package cn.nongchao.seal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShortIdTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static List<String> ids() {
    return List.of(
        ShortId.of(new UUID(0, 0)).text(),
        ShortId.of(new UUID(-1, -1)).text(),
        ShortId.of(UUID.fromString("019ab2c4-7d5e-7f3a-9c41-8b1d2e6f7a90")).text(),
        "000000000000");
  }

  @Test
  void isOneAndTheSameForAnActForEver() {
    assertThat(ShortId.of(UUID.fromString("019ab2c4-7d5e-7f3a-9c41-8b1d2e6f7a90")).grouped())
        .isEqualTo("GQJ4-JNYT-CA0D");
  }

  @Test
  void everyWrongCharacterIsNoticed() {
    for (String id : ids()) {
      for (int place = 0; place < 12; place++) {
        for (char c : ALPHABET.toCharArray()) {
          String other = id.substring(0, place) + c + id.substring(place + 1);
          assertThat(ShortId.read(other).ok()).as(other).isEqualTo(other.equals(id));
        }
      }
    }
  }

  /**
   * The check is linear, so whether exchanging two places is noticed depends only on the two
   * characters: all pairs of places and characters are tried.
   */
  @Test
  void everyExchangeOfTwoCharactersIsNoticed() {
    int tried = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = i + 1; j < 12; j++) {
        for (char a : ALPHABET.toCharArray()) {
          for (char b : ALPHABET.toCharArray()) {
            if (a != b) {
              String valid = completed(i, j, a, b);
              char[] swapped = valid.toCharArray();
              swapped[i] = b;
              swapped[j] = a;
              assertThat(ShortId.read(new String(swapped)).ok()).isFalse();
              tried++;
            }
          }
        }
      }
    }
    assertThat(tried).isEqualTo(66 * 32 * 31);
  }

  /** A valid id with these characters at two places: one further place makes the sum zero. */
  private static String completed(int i, int j, char a, char b) {
    char[] id = "000000000000".toCharArray();
    id[i] = a;
    id[j] = b;
    int free = i != 11 && j != 11 ? 11 : i != 0 && j != 0 ? 0 : 1;
    for (char c : ALPHABET.toCharArray()) {
      id[free] = c;
      if (ShortId.read(new String(id)).ok()) {
        return new String(id);
      }
    }
    throw new AssertionError("no character completes the id");
  }

  @Test
  void isReadAsPeopleTypeIt() {
    String id = ids().get(2);
    ShortId expected = new ShortId(id);
    String grouped = expected.grouped();
    for (String typed :
        List.of(
            id,
            grouped,
            grouped.toLowerCase(java.util.Locale.ROOT),
            " " + grouped.replace("-", " - ") + "\u3000",
            fullWidth(grouped),
            grouped.replace('0', 'o').replace('1', 'l'))) {
      assertThat(ShortId.read(typed).orThrow()).as(typed).isEqualTo(expected);
    }
  }

  private static String fullWidth(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append((char) (c - 0x20 + 0xff00)));
    return out.toString();
  }

  @Test
  void othersAreRefused() {
    for (String typed :
        List.of(
            "", "0", "0000-0000-000", "0000-0000-0000-0", "U00000000000", "码", "x".repeat(99))) {
      assertThat(ShortId.read(typed).ok()).as(typed).isFalse();
    }
  }
}
