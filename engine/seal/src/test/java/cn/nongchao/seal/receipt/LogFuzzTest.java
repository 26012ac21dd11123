package cn.nongchao.seal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Mutations;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.json.Json;
import cn.nongchao.seal.tlog.TrustedLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds every parser changed inputs for {@code -Dfuzz.seconds} each (default 2), and changes valid
 * receipts half of {@code -Dfuzz.mutations} times (default 1,000,000; the other half are codes).
 * {@link LogFuzz} searches deeper.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogFuzzTest {
  private static final long COUNT = Long.getLong("fuzz.mutations", 1_000_000) / 2;

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
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 2) * 1_000_000_000L;
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
    TrustedLog trusted = log.trusted();
    long accepted =
        Mutations.shared(
            7,
            COUNT,
            (mutations, count) -> {
              long genuine = 0;
              for (long i = 0; i < count; i++) {
                byte[] changed = mutations.of(receipts);
                boolean another = receipts.stream().anyMatch(r -> Arrays.equals(r, changed));
                if (!another && ReceiptCheck.check(changed, trusted).isGenuine()) {
                  genuine++;
                }
              }
              return genuine;
            });
    System.out.printf("mutations/receipt: %d changed, %d accepted%n", COUNT, accepted);
    assertThat(accepted).isZero();
  }

  /** A forger mends the checksum; then signatures, hashes and strict reading have to do it all. */
  @Test
  void noForgedReceiptIsAccepted() throws Exception {
    SealedFixture log = new SealedFixture(300);
    List<byte[]> receipts = receipts(log);
    TrustedLog trusted = log.trusted();
    Set<String> signed = Set.copyOf(receipts.stream().map(LogFuzzTest::signedPart).toList());
    long read =
        Mutations.shared(
            8,
            COUNT / 10,
            (mutations, count) -> {
              long mended = 0;
              for (long i = 0; i < count; i++) {
                Outcome<byte[]> forged = Malformed.caught(mending(mutations.of(receipts)));
                if (!(forged instanceof Outcome.Got<byte[]>(byte[] file))) continue;
                mended++;
                // what an unknown signer added beside the text is rightly ignored; all else is as
                // it was
                if (ReceiptCheck.check(file, trusted).isGenuine()
                    && !signed.contains(signedPart(file))) {
                  throw new AssertionError("accepted " + new String(file, StandardCharsets.UTF_8));
                }
              }
              return mended;
            });
    System.out.printf("forgeries/receipt: %d mended of %d, none accepted%n", read, COUNT / 10);
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
