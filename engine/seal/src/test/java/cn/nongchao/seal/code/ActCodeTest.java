package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.text.Base64Url;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActCodeTest {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @ParameterizedTest
  @EnumSource(Profile.class)
  void isReadBackAsIssuedAndGenuine(Profile profile) {
    CodeSigner signer = Examples.signer(profile);
    ActCode issued = ActCode.issue(Examples.claims(), signer).orThrow();
    ActCode read = ActCode.read(issued.link(Examples.SITE)).orThrow();
    assertThat(read.claims()).isEqualTo(Examples.claims());
    assertThat(read.bytes()).isEqualTo(issued.bytes());
    assertThat(read.site()).contains(Examples.SITE);
    assertThat(ActCode.read(issued.text()).orThrow().claims()).isEqualTo(Examples.claims());
    assertThat(read.verify(CodeKeys.of(signer.key()))).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void keysOfThePlatformSignToo() throws Exception {
    for (String kind : List.of("Ed25519", "EC")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      CodeSigner signer =
          CodeSigner.of(
              Examples.ISSUER, generator.generateKeyPair(), CodeKey.Period.ALWAYS, Examples.SITE);
      for (int i = 0; i < 20; i++) {
        ActCode code = ActCode.issue(Examples.claims(), signer).orThrow();
        assertThat(code.verify(CodeKeys.of(signer.key())).isGenuine()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void issuedTwiceGivesTheSameBytes(Profile profile) {
    CodeSigner signer = Examples.signer(profile);
    assertThat(ActCode.issue(Examples.claims(), signer).orThrow().bytes())
        .isEqualTo(ActCode.issue(Examples.claims(), signer).orThrow().bytes());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void isSmallEnoughForAQrOfVersion15(Profile profile) throws WriterException {
    ActCode code = ActCode.issue(Examples.claims(), Examples.signer(profile)).orThrow();
    String link = code.link(Examples.SITE);
    int version = version(link);
    System.out.printf(
        "%s: token %d bytes, link %d characters, QR version %d at level M%n",
        profile.label(), code.bytes().length, link.length(), version);
    assertThat(code.bytes().length).isLessThanOrEqualTo(profile == Profile.SM2 ? 184 : 180);
    assertThat(version).isLessThanOrEqualTo(13);
  }

  @Test
  void theLongestTokenStillFitsVersion15() throws WriterException {
    assertThat(Examples.SITE.substring("https://".length(), Examples.SITE.length() - 2))
        .hasSize(40);
    String token = "x".repeat((ActCode.LONGEST * 4 + 2) / 3);
    assertThat(version(Examples.SITE + "/" + "0".repeat(12) + "/" + token)).isLessThanOrEqualTo(15);
  }

  private static int version(String link) throws WriterException {
    return Encoder.encode(
            link, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1"))
        .getVersion()
        .getVersionNumber();
  }

  @Test
  void tooManyOfficersToFitAreRefusedNotCutOff() {
    List<String> long8 = Collections.nCopies(8, "浙江省A-1234567890");
    assertThat(reason(ActCode.issue(Examples.claims(long8, Examples.firm()), ed25519())))
        .contains("too long");
  }

  @Test
  void anyNumberOfOfficersAndAnySubjectIsKept() {
    for (Subject subject :
        List.of(Subject.NONE, Examples.firm(), new Subject.Hashed(new byte[16]))) {
      for (List<String> officers :
          List.of(
              List.<String>of(),
              List.of("007"),
              List.of("0"),
              List.of("999999999999999999", "1234567890123456789", "浙A-12"))) {
        ActClaims claims = Examples.claims(officers, subject);
        ActCode issued = ActCode.issue(claims, ed25519()).orThrow();
        assertThat(ActCode.read(issued.bytes()).orThrow().claims()).isEqualTo(claims);
      }
    }
  }

  @Test
  void anotherKeyOfTheSameIdIsNotTaken() {
    ActCode code = ActCode.issue(Examples.claims(), ed25519()).orThrow();
    CodeKey other = CodeSigner.of(Examples.ISSUER, Profile.ED25519, Examples.secret(9)).key();
    assertThat(code.verify(CodeKeys.of(other))).isInstanceOf(Verdict.CouldNotCheck.class);
    assertThat(code.verify(new CodeKeys(List.of()))).isInstanceOf(Verdict.CouldNotCheck.class);
  }

  @Test
  void aKeyOfAnotherIssuerIsNotTaken() {
    ActCode code = ActCode.issue(Examples.claims(), ed25519()).orThrow();
    CodeKey theirs = key("330106001", CodeKey.Period.ALWAYS, null);
    assertThat(code.verify(CodeKeys.of(theirs))).isInstanceOf(Verdict.NotGenuine.class);
    assertThat(CodeSigner.of("330106001", Profile.ED25519, Examples.secret(1)))
        .satisfies(signer -> assertThat(ActCode.issue(Examples.claims(), signer).ok()).isFalse());
  }

  @Test
  void aKeyOutOfUseAtTheTimeIsNotTaken() {
    ActCode code = ActCode.issue(Examples.claims(), ed25519()).orThrow();
    CodeKey key = ed25519().key();
    assertThat(code.verify(CodeKeys.of(key.until(Examples.NOON))))
        .isInstanceOf(Verdict.Genuine.class);
    assertThat(code.verify(CodeKeys.of(key.until(Examples.NOON - 1))))
        .isInstanceOf(Verdict.NotGenuine.class);
  }

  @Test
  void aLinkToAnotherSiteIsNotGenuine() {
    CodeKey key = key(Examples.ISSUER, CodeKey.Period.ALWAYS, Examples.SITE);
    ActCode code = ActCode.issue(Examples.claims(), ed25519()).orThrow();
    assertThat(verdict(code.link(Examples.SITE), key)).isInstanceOf(Verdict.Genuine.class);
    assertThat(verdict(code.link("https://evil.example/c"), key))
        .isInstanceOf(Verdict.NotGenuine.class);
    assertThat(verdict(code.text(), key)).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void aLinkWithAnotherIdOrAnythingMoreIsRefused() {
    String link = ActCode.issue(Examples.claims(), ed25519()).orThrow().link(Examples.SITE);
    String other = Examples.SITE + "/" + cn.nongchao.seal.text.ShortId.of(new java.util.UUID(1, 2));
    String token = link.substring(link.lastIndexOf('/'));
    for (String bad :
        List.of(
            other + token, link + "?a=1", link + "#", link + "/", link + "=", " " + link, token)) {
      assertThat(ActCode.read(bad).ok()).as(bad).isFalse();
    }
  }

  @Test
  void theTwinOfAnEcdsaSignatureIsRefused() {
    CodeSigner signer = Examples.signer(Profile.ES256);
    byte[] twin = ActCode.issue(Examples.claims(), signer).orThrow().bytes();
    byte[] s = Arrays.copyOfRange(twin, twin.length - 32, twin.length);
    BigInteger other = P256_ORDER.subtract(new BigInteger(1, s));
    BigIntegers.asUnsignedByteArray(other, twin, twin.length - 32, 32);
    assertThat(reason(ActCode.read(twin))).contains("one form");
  }

  @Test
  void aLastCharacterWithStrayBitsIsRefused() {
    String text = ActCode.issue(Examples.claims(), ed25519()).orThrow().text();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int accepted = 0;
    for (char last : alphabet.toCharArray()) {
      String changed = text.substring(0, text.length() - 1) + last;
      if (Base64Url.decode(changed).ok()) {
        accepted++;
      }
    }
    assertThat(accepted).isEqualTo(text.length() % 4 == 0 ? 64 : text.length() % 4 == 3 ? 16 : 4);
  }

  @Test
  void isAnOrdinaryCwtToOthers() {
    ActCode code = ActCode.issue(Examples.claims(), ed25519()).orThrow();
    Cbor.Tagged tagged =
        (Cbor.Tagged) CborReader.wellFormed(code.bytes(), Limits.MESSAGE).orThrow();
    assertThat(tagged.tag()).isEqualTo(18);
    byte[] payload = ((Cbor.Bytes) ((Cbor.Items) tagged.item()).values().get(2)).value();
    Cbor.Fields claims = (Cbor.Fields) CborReader.wellFormed(payload, Limits.MESSAGE).orThrow();
    assertThat(claims.get(1)).isEqualTo(Cbor.of(Examples.ISSUER));
    assertThat(claims.get(6)).isEqualTo(Cbor.of(Examples.NOON));
  }

  @Test
  void claimsOutOfRangeAreRefusedByName() {
    ActClaims good = Examples.claims();
    check(of("", good.kind(), good.issuedAt(), List.of(), 0), "issuer");
    check(of("33 0114", good.kind(), good.issuedAt(), List.of(), 0), "issuer");
    check(of(good.issuer(), "Rectify", good.issuedAt(), List.of(), 0), "kind");
    check(of(good.issuer(), good.kind(), -1, List.of(), 0), "time");
    check(of(good.issuer(), good.kind(), 0, Collections.nCopies(9, "1"), 0), "8 officers");
    check(of(good.issuer(), good.kind(), 0, List.of("a b"), 0), "licence");
    check(of(good.issuer(), good.kind(), 0, List.of("一二三四五六七八九"), 0), "licence");
    check(of(good.issuer(), good.kind(), 0, List.of(), -1), "status");
    check(of(good.issuer(), good.kind(), 0, List.of(), 1L << 32), "status");
  }

  private static Outcome<ActClaims> of(
      String issuer, String kind, long issuedAt, List<String> officers, long index) {
    ActClaims good = Examples.claims();
    return ActClaims.of(
        issuer, good.act(), kind, issuedAt, good.subject(), officers, good.leaf(), index);
  }

  private static void check(Outcome<ActClaims> outcome, String word) {
    assertThat(reason(outcome)).contains(word);
  }

  @Test
  void keysAreReadBackFromTheirLines() {
    for (Profile profile : Profile.values()) {
      CodeKey plain = Examples.signer(profile).key();
      CodeKey full =
          CodeKey.of(
                  "a.b-C",
                  profile,
                  plain.publicKey(),
                  new CodeKey.Period(5, java.util.Optional.of(9L)),
                  Examples.SITE)
              .orThrow();
      CodeKeys read = CodeKeys.read("# ours\n" + plain + "\n\n" + full + "\n").orThrow();
      assertThat(read.all()).containsExactly(plain, full);
    }
    assertThat(reason(CodeKeys.read("\nnonsense"))).contains("Line 2");
  }

  private static Verdict verdict(String text, CodeKey key) {
    return ActCode.read(text).orThrow().verify(CodeKeys.of(key));
  }

  private static CodeKey key(String issuer, CodeKey.Period period, String site) {
    return CodeKey.of(issuer, Profile.ED25519, ed25519().key().publicKey(), period, site).orThrow();
  }

  private static CodeSigner ed25519() {
    return Examples.signer(Profile.ED25519);
  }

  private static String reason(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var reason) ? reason.en() : "not refused";
  }
}
