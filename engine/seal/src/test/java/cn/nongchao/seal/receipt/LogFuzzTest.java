package cn.nongchao.seal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Mutations;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds every parser changed inputs for {@code -Dfuzz.seconds} each (default 5), and changes valid
 * receipts {@code -Dfuzz.mutations} times (default 200,000). {@link LogFuzz} searches deeper.
 */
class LogFuzzTest {
  static Stream<String> targets() {
    return LogTargets.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void onlyTheDocumentedRefusalEscapes(String name) throws Exception {
    LogTargets.Target target = LogTargets.all().get(name);
    List<byte[]> samples = LogTargets.samples().get(name);
    samples.forEach(sample -> LogTargets.run(target, sample));
    Mutations mutations = new Mutations(20261122);
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 5) * 1_000_000_000L;
    long runs = 0;
    do {
      byte[] input = mutations.of(samples);
      try {
        LogTargets.run(target, input);
        LogTargets.json(input);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + " fed " + HexFormat.of().formatHex(input), e);
      }
      runs++;
    } while (System.nanoTime() < end);
    System.out.printf("fuzz/%s: %d inputs, only documented refusals%n", name, runs);
  }

  @Test
  void noChangedReceiptIsAccepted() throws Exception {
    SealedFixture log = new SealedFixture(300);
    List<byte[]> receipts = receipts(log);
    Mutations mutations = new Mutations(7);
    long count = Long.getLong("fuzz.mutations", 200_000);
    long accepted = 0;
    for (long i = 0; i < count; i++) {
      byte[] changed = mutations.of(receipts);
      boolean another = receipts.stream().anyMatch(r -> Arrays.equals(r, changed));
      if (!another && ReceiptCheck.check(changed, log.trusted()).isGenuine()) {
        accepted++;
      }
    }
    System.out.printf("mutations/receipt: %d changed, %d accepted%n", count, accepted);
    assertThat(accepted).isZero();
  }

  /** A forger mends the checksum; then signatures, hashes and strict reading have to do it all. */
  @Test
  void noForgedReceiptIsAccepted() throws Exception {
    SealedFixture log = new SealedFixture(300);
    List<byte[]> receipts = receipts(log);
    Mutations mutations = new Mutations(8);
    long count = Long.getLong("fuzz.mutations", 200_000) / 4;
    long read = 0;
    for (long i = 0; i < count; i++) {
      Outcome<byte[]> mended = Malformed.caught(mending(mutations.of(receipts)));
      if (mended instanceof Outcome.Got<byte[]>(byte[] file)) {
        read++;
        if (ReceiptCheck.check(file, log.trusted()).isGenuine()) {
          // what an unknown signer added beside the text is rightly ignored; all else is as it was
          assertThat(receipts.stream().map(LogFuzzTest::signedPart)).contains(signedPart(file));
        }
      }
    }
    System.out.printf("forgeries/receipt: %d mended of %d, none accepted%n", read, count);
    assertThat(read).isPositive();
  }

  private static List<byte[]> receipts(SealedFixture log) throws Malformed {
    return List.of(
        log.receipt(0, true).bytes(),
        log.receipt(150, true).bytes(),
        log.receipt(299, true).bytes());
  }

  private static Malformed.Reading<byte[]> mending(byte[] file) {
    return () -> {
      Map<String, Object> fields = Json.object(Json.parse(file, Receipt.MAX_BYTES), "receipt");
      fields.put("check", Base64Text.encode(Receipt.sum(fields)));
      return (new String(Json.canonical(fields), StandardCharsets.UTF_8) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String signedPart(byte[] file) {
    Receipt receipt = Malformed.caught(() -> Receipt.parse(file)).orThrow();
    String proof = receipt.proof().toString();
    return receipt.entry().facts()
        + Base64Text.encode(receipt.entry().salt())
        + proof.substring(0, proof.indexOf("\n— "));
  }
}
