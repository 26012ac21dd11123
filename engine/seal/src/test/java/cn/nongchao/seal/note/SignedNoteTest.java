package cn.nongchao.seal.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.sm.Sm2;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  // the example of c2sp.org/signed-note
  private static final String KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String NOTE =
      "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2"
          + "ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  private static final byte[] SEED =
      "a seed for tests, 32 bytes long!".getBytes(StandardCharsets.UTF_8);

  @Test
  void theSpecificationsExampleVerifies() throws Exception {
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note.verifiedBy(keys(KEY))).hasSize(1);
    assertThat(note).hasToString(NOTE);
    assertThat(VerifierKey.parse(KEY)).hasToString(KEY);
  }

  @Test
  void aChangedTextIsRefusedAndAnUnknownSignerIgnored() throws Exception {
    SignedNote changed = SignedNote.parse(NOTE.replace("example message", "example massage"));
    assertThatThrownBy(() -> changed.verifiedBy(keys(KEY))).isInstanceOf(Malformed.class);
    VerifierKey other = VerifierKey.of("example.com/foo", VerifierKey.ED25519, new byte[32]);
    assertThat(changed.verifiedBy(List.of(other.verifier()))).isEmpty();
  }

  @Test
  void manySignersAndLinesOfUnknownKindsAreAccepted() throws Exception {
    List<NoteVerifier> keys = new ArrayList<>();
    SignedNote note = new SignedNote("hello\n\nworld\n", List.of());
    for (int i = 0; i < 40; i++) {
      byte[] seed = SEED.clone();
      seed[0] = (byte) i;
      KeyPair pair = Ed25519.fromSeed(seed);
      note = note.signedBy(Ed25519.signer("signer.example/" + i, pair), AT);
      keys.add(Ed25519.verifierKey("signer.example/" + i, pair).verifier());
    }
    String withOthers = note + "— 别人.example AAAAAAAA\n";
    SignedNote parsed = SignedNote.parse(withOthers);
    assertThat(parsed.text()).isEqualTo("hello\n\nworld\n");
    assertThat(parsed.verifiedBy(keys)).hasSize(40);
    assertThat(parsed).hasToString(withOthers);
  }

  @Test
  void aCosignatureSaysWhenAndIsRefusedAtAnotherTime() throws Exception {
    KeyPair pair = Ed25519.fromSeed(SEED);
    VerifierKey key = Cosignature.verifierKey("witness.example/w1", pair);
    SignedNote note = SignedNote.parse(NOTE).signedBy(Cosignature.signer(key.name(), pair), AT);
    List<NoteVerifier> keys = keys(key.toString());
    List<SignatureLine> verified = SignedNote.parse(note.toString()).verifiedBy(keys);
    assertThat(Cosignature.time(verified.getFirst().signature())).isEqualTo(AT);
    byte[] later = verified.getFirst().signature();
    later[7]++;
    SignatureLine moved = new SignatureLine(key.name(), key.keyId(), later);
    SignedNote forged = new SignedNote(note.text(), List.of(moved));
    assertThatThrownBy(() -> forged.verifiedBy(keys)).isInstanceOf(Malformed.class);
    // the same key as a log's has another id, so the line cannot pass for a log's signature
    assertThat(note.verifiedBy(keys(Ed25519.verifierKey(key.name(), pair).toString()))).isEmpty();
  }

  @Test
  void anSm2LineStandsBesideTheEd25519One() throws Exception {
    KeyPair pair = Ed25519.fromSeed(SEED);
    VerifierKey plain = Ed25519.verifierKey("log.example", pair);
    VerifierKey national = Sm2Note.verifierKey("log.example", Sm2.publicKeyOf(SEED));
    SignedNote note =
        SignedNote.sign(
            "text\n", AT, Ed25519.signer("log.example", pair), Sm2Note.signer("log.example", SEED));
    assertThat(SignedNote.parse(note.toString()).verifiedBy(keys(plain.toString()))).hasSize(1);
    assertThat(SignedNote.parse(note.toString()).verifiedBy(keys(national.toString()))).hasSize(1);
    SignedNote changed = SignedNote.parse(note.toString().replace("text", "test"));
    assertThatThrownBy(() -> changed.verifiedBy(keys(national.toString())))
        .isInstanceOf(Malformed.class);
    VerifierKey unlabelled = VerifierKey.of("log.example", VerifierKey.OTHER, new byte[46]);
    assertThat(Malformed.caught(unlabelled::verifier).ok()).isFalse();
  }

  @Test
  void aWitnessKeyComesBackFromItsText() throws Exception {
    String text = Cosignature.formatKey("witness.example/w1", SEED);
    NoteSigner signer = Cosignature.parseSigner(text + "\n");
    KeyPair pair = Ed25519.fromSeed(SEED);
    assertThat(signer.keyId()).isEqualTo(Cosignature.verifierKey(signer.name(), pair).keyId());
    assertThat(Malformed.caught(() -> Ed25519.parseSigner(text)).ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— a Uw2QOkn8",
        "text\n— a Uw2QOkn8\n",
        "text\n\n- a Uw2QOkn8\n",
        "text\n\n— aUw2QOkn8\n",
        "text\n\n—  Uw2QOkn8\n",
        "text\n\n— a b Uw2QOkn8\n",
        "text\n\n— a+b Uw2QOkn8\n",
        "text\n\n— a\u3000b Uw2QOkn8\n",
        "text\n\n— a Uw2QOg==\n",
        "text\n\n— a Uw2QOkn8srV\n",
        "te\txt\n\n— a Uw2QOkn8\n",
        "te\rxt\n\n— a Uw2QOkn8\n",
      })
  void malformedNotesAreRefused(String note) {
    assertThat(Malformed.caught(() -> SignedNote.parse(note)).ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a+530d903a+",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903aAekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      })
  void malformedKeysAreRefused(String key) {
    assertThat(Malformed.caught(() -> VerifierKey.parse(key)).ok()).isFalse();
  }

  private static List<NoteVerifier> keys(String key) throws Malformed {
    return List.of(VerifierKey.parse(key).verifier());
  }
}
