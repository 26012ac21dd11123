package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Mutations;
import cn.nongchao.seal.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds every reader changed inputs for {@code -Dfuzz.seconds} each (default 2), and changes valid
 * codes, as bytes and as links, half of {@code -Dfuzz.mutations} times (default 1,000,000; the
 * other half are receipts). {@link CodeFuzz} searches deeper.
 */
@Execution(ExecutionMode.CONCURRENT)
class CodeFuzzTest {
  private static final long COUNT = Long.getLong("fuzz.mutations", 1_000_000);
  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  static Stream<String> targets() {
    return CodeTargets.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void onlyTheDocumentedRefusalEscapes(String name) {
    Consumer<byte[]> target = CodeTargets.all().get(name);
    List<byte[]> samples = CodeTargets.samples().get(name);
    samples.forEach(target);
    Mutations mutations = new Mutations(20261122);
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 2) * 1_000_000_000L;
    long runs = 0;
    do {
      byte[] input = mutations.of(samples);
      try {
        target.accept(input);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + " fed " + HexFormat.of().formatHex(input), e);
      }
      runs++;
    } while (System.nanoTime() < end);
    System.out.printf("fuzz/%s: %d inputs, only documented refusals%n", name, runs);
  }

  @Test
  void noChangedTokenIsGenuine() {
    long readable = Mutations.shared(11, COUNT / 4, CodeFuzzTest::changedTokens);
    tell("tokens", COUNT / 4, readable);
  }

  private static long changedTokens(Mutations mutations, long count) {
    List<byte[]> tokens = CodeTargets.tokens();
    long tried = 0;
    long readable = 0;
    while (tried < count) {
      byte[] changed = mutations.of(tokens);
      if (tokens.stream().anyMatch(token -> Arrays.equals(token, changed))) {
        continue;
      }
      tried++;
      if (ActCode.read(changed) instanceof Outcome.Got<ActCode>(ActCode code)) {
        readable++;
        if (code.verify(CodeTargets.keys()).isGenuine()) {
          throw new AssertionError("accepted " + HexFormat.of().formatHex(changed));
        }
      }
    }
    return readable;
  }

  /** The link as a camera reads it or a person copies it; the keys name the site. */
  @Test
  void noChangedLinkIsGenuine() {
    tell("links", COUNT / 4, Mutations.shared(12, COUNT / 4, this::changedLinks));
  }

  private long changedLinks(Mutations mutations, long count) {
    CodeKeys keys = new CodeKeys(CodeTargets.keys().all().stream().map(this::atHome).toList());
    List<byte[]> links = CodeTargets.samples().get("link");
    List<String> tokens =
        CodeTargets.tokens().stream().map(it -> ActCode.read(it).orThrow().text()).toList();
    long tried = 0;
    long readable = 0;
    while (tried < count) {
      byte[] changed =
          tried % 2 == 0 ? mutations.of(links) : anotherCharacter(links, mutations.random());
      if (links.stream().anyMatch(link -> Arrays.equals(link, changed))) {
        continue;
      }
      tried++;
      String text = new String(changed, StandardCharsets.UTF_8);
      if (ActCode.read(text) instanceof Outcome.Got<ActCode>(ActCode code)) {
        readable++;
        // a link cut down to its token alone is that token, unchanged
        if (!tokens.contains(text) && code.verify(keys).isGenuine()) {
          throw new AssertionError("accepted " + text);
        }
      }
    }
    return readable;
  }

  private CodeKey atHome(CodeKey key) {
    return CodeKey.of(key.issuer(), key.profile(), key.publicKey(), key.period(), Examples.SITE)
        .orThrow();
  }

  private static byte[] anotherCharacter(List<byte[]> links, Random random) {
    byte[] link = links.get(random.nextInt(links.size())).clone();
    link[random.nextInt(link.length)] = (byte) BASE64URL.charAt(random.nextInt(64));
    return link;
  }

  private static void tell(String what, long tried, long readable) {
    System.out.printf(
        "mutations of %s: %d tried, %d of them readable, 0 accepted%n", what, tried, readable);
    assertThat(readable).isPositive();
  }
}
