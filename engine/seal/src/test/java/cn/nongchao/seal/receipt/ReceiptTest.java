package cn.nongchao.seal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tlog.TrustedLog;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
  private final SealedFixture log;

  ReceiptTest() throws Exception {
    log = new SealedFixture(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 299})
  void aReceiptIsGenuineAndComesBackFromItsBytes(int index) throws Exception {
    Receipt receipt = log.receipt(index, true);
    byte[] file = receipt.bytes();
    assertThat(Receipt.parse(file).bytes()).isEqualTo(file);
    Verdict verdict = ReceiptCheck.check(file, log.trusted().withQuorum(1));
    assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
    assertThat(((Verdict.Genuine) verdict).checked()).hasSize(4);
  }

  @Test
  void anyFactChangedIsFound() throws Exception {
    Receipt receipt = log.receipt(7, false);
    for (String field : receipt.entry().facts().facts().keySet()) {
      Map<String, Object> facts = new HashMap<>(receipt.entry().facts().facts());
      facts.put(field, "changed");
      refused(new SealedEntry(new EntryFacts("loop.entry", facts), receipt.entry().salt()));
      facts.remove(field);
      refused(new SealedEntry(new EntryFacts("loop.entry", facts), receipt.entry().salt()));
    }
    refused(new SealedEntry(receipt.entry().facts(), new byte[32]));
    refused(log.entries.get(8));
  }

  private void refused(SealedEntry entry) throws Exception {
    byte[] file = new Receipt(entry, log.receipt(7, false).proof()).bytes();
    assertThat(ReceiptCheck.check(file, log.trusted())).isInstanceOf(Verdict.NotGenuine.class);
  }

  @Test
  void withoutAKeyNothingIsSaidAndWithAStrangersKeyItIsNotGenuine() throws Exception {
    byte[] file = log.receipt(3, true).bytes();
    assertThat(ReceiptCheck.check(file, TrustedLog.of(List.of())))
        .isInstanceOf(Verdict.CouldNotCheck.class);
    VerifierKey stranger = VerifierKey.of(SealedFixture.ORIGIN, VerifierKey.ED25519, new byte[32]);
    assertThat(ReceiptCheck.check(file, TrustedLog.of(List.of(stranger))))
        .isInstanceOf(Verdict.NotGenuine.class);
    // a key speaks only for the origin of its own name
    VerifierKey renamed = VerifierKey.of("other.example", VerifierKey.ED25519, log.key.key());
    assertThat(ReceiptCheck.check(file, TrustedLog.of(List.of(renamed))))
        .isInstanceOf(Verdict.NotGenuine.class);
    assertThat(ReceiptCheck.check(file, TrustedLog.of("other.example", List.of(log.key))))
        .isInstanceOf(Verdict.NotGenuine.class);
  }

  @Test
  void witnessesAreCountedOnlyWhereTheyAreKnown() throws Exception {
    byte[] alone = log.receipt(3, false).bytes();
    byte[] witnessed = log.receipt(3, true).bytes();
    TrustedLog strict = log.trusted().withQuorum(1);
    assertThat(ReceiptCheck.check(alone, strict)).isInstanceOf(Verdict.NotGenuine.class);
    assertThat(ReceiptCheck.check(witnessed, strict).isGenuine()).isTrue();
    TrustedLog unknown = TrustedLog.of(List.of(log.key));
    assertThat(ReceiptCheck.check(witnessed, unknown).isGenuine()).isTrue();
    assertThat(ReceiptCheck.check(witnessed, unknown.withQuorum(1)).isGenuine()).isFalse();
    // a witness alone does not make a log's checkpoint
    TrustedLog onlyWitness = TrustedLog.of(List.of(log.witnessKey));
    assertThat(ReceiptCheck.check(witnessed, onlyWitness))
        .isInstanceOf(Verdict.CouldNotCheck.class);
  }

  @Test
  void theProofAloneServesLogsOfOthers() throws Exception {
    TlogProof proof = TlogProof.parse(log.receipt(42, false).proof().toString());
    byte[] leaf = log.entries.get(42).leafHash();
    assertThat(ReceiptCheck.check(proof, leaf, log.trusted()).isGenuine()).isTrue();
    leaf[0] ^= 1;
    assertThat(ReceiptCheck.check(proof, leaf, log.trusted()).isGenuine()).isFalse();
  }

  @Test
  void otherLayoutsOfTheSameReceiptAreRefused() throws Exception {
    String file = log.receipt(3, true).text();
    for (String other :
        List.of(
            " " + file,
            file + "\n",
            file.strip(),
            file.replace("},\"format", "}, \"format"),
            file.replace("loop.entry", "loop\\u002eentry"),
            file.replace("{\"check\"", "{\"a\":1,\"check\""),
            file.replace("receipt-v1", "receipt-v2"))) {
      assertThat(other.equals(file)).as("changes something").isFalse();
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      assertThat(Malformed.caught(() -> Receipt.parse(bytes)).ok()).as(other).isFalse();
      assertThat(ReceiptCheck.check(bytes, log.trusted())).isInstanceOf(Verdict.NotGenuine.class);
    }
  }

  @Test
  void aReceiptHoldsNothingUnsignedAndNoSignerTwice() throws Exception {
    Receipt receipt = log.receipt(3, true);
    String proof = receipt.proof().toString();
    String line = proof.substring(proof.indexOf("— "), proof.indexOf("— witness"));
    for (String other :
        List.of(proof.replace("@v1\nindex", "@v1\nextra AAAA\nindex"), proof + line)) {
      byte[] bytes = new Receipt(receipt.entry(), TlogProof.parse(other)).bytes();
      assertThat(Malformed.caught(() -> Receipt.parse(bytes)).ok()).as(other).isFalse();
    }
  }
}
