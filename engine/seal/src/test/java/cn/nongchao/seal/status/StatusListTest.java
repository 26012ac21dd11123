package cn.nongchao.seal.status;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.Examples;
import cn.nongchao.seal.code.Profile;
import cn.nongchao.seal.text.Inflate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusListTest {
  private static final long NOW = Examples.NOON;
  private static final long DAY = 86_400;

  @ParameterizedTest
  @EnumSource(Profile.class)
  void saysWhatWasPutIn(Profile profile) {
    CodeSigner signer = Examples.signer(profile);
    Random random = new Random(7);
    Map<Long, Status> others = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      long index = 3L * StatusList.SIZE + random.nextInt(StatusList.SIZE);
      others.put(index, Status.values()[random.nextInt(4)]);
    }
    byte[] token = StatusList.of(3, others).sign(signer, Examples.SITE, NOW, DAY, 3600);
    SignedStatusList read = SignedStatusList.read(token, CodeKeys.of(signer.key()), NOW).orThrow();
    others.forEach((index, status) -> assertThat(read.at(index)).isEqualTo(status));
    long valid = 0;
    for (long i = 0; i < StatusList.SIZE; i++) {
      valid += read.at(3L * StatusList.SIZE + i) == Status.VALID ? 1 : 0;
    }
    long notValid = others.values().stream().filter(status -> status != Status.VALID).count();
    assertThat(valid).isEqualTo(StatusList.SIZE - notValid);
    assertThat(read.at(5)).isEqualTo(Status.UNKNOWN);
    assertThat(read.at(4L * StatusList.SIZE)).isEqualTo(Status.UNKNOWN);
    assertThat(read.list().number()).isEqualTo(3);
    System.out.println("status list, 1,000 of 1,048,576 marked: " + token.length + " bytes");
  }

  /** The two-bit example of draft-ietf-oauth-status-list: statuses 1 2 0 3, 0 1 0 1, 1 2 3 3. */
  @Test
  void bitsAreLaidOutAsInTheDraft() {
    Status[] byBits = {Status.VALID, Status.REVOKED, Status.SUSPENDED, Status.CORRECTED};
    int[] draft = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
    Map<Long, Status> others = new HashMap<>();
    for (int i = 0; i < draft.length; i++) {
      others.put((long) i, byBits[draft[i]]);
    }
    byte[] first = Arrays.copyOf(StatusList.of(0, others).packed(), 3);
    assertThat(HexFormat.of().formatHex(first)).isEqualTo("c944f9");
    byte[] theirs = java.util.Base64.getUrlDecoder().decode("eNo76fITAAPfAgc");
    assertThat(Inflate.zlib(theirs, 100).orThrow()).isEqualTo(first);
  }

  @Test
  void anEmptyListIsSmall() {
    byte[] token =
        StatusList.allValid(0).sign(Examples.signer(Profile.ED25519), Examples.SITE, NOW, DAY, 60);
    System.out.println("status list, all valid: " + token.length + " bytes");
    assertThat(token.length).isLessThan(600);
  }

  @Test
  void isRefusedOutOfItsTimeOrByAnotherKey() {
    CodeSigner signer = Examples.signer(Profile.ED25519);
    CodeKeys keys = CodeKeys.of(signer.key());
    byte[] token = StatusList.allValid(0).sign(signer, Examples.SITE, NOW, DAY, 60);
    assertThat(SignedStatusList.read(token, keys, NOW + DAY).ok()).isTrue();
    check(SignedStatusList.read(token, keys, NOW + DAY + 1), "expired");
    check(SignedStatusList.read(token, keys, NOW - 301), "future");
    check(SignedStatusList.read(token, CodeKeys.of(signer.key().until(NOW - 1)), NOW), "in use");
    check(SignedStatusList.read(token, CodeKeys.of(), NOW), "no trusted key");
    CodeKey elsewhere =
        CodeKey.of(
                Examples.ISSUER,
                Profile.ED25519,
                signer.key().publicKey(),
                CodeKey.Period.ALWAYS,
                "https://elsewhere.example/c")
            .orThrow();
    check(SignedStatusList.read(token, CodeKeys.of(elsewhere), NOW), "issuer");
    token[token.length - 1] ^= 1;
    check(SignedStatusList.read(token, keys, NOW), "signature");
  }

  @Test
  void anActCodeIsNoStatusListAndTheOtherWayRound() {
    CodeSigner signer = Examples.signer(Profile.ED25519);
    byte[] code = cn.nongchao.seal.code.ActCode.issue(Examples.claims(), signer).orThrow().bytes();
    check(SignedStatusList.read(code, CodeKeys.of(signer.key()), NOW), "not a status list");
    byte[] list = StatusList.allValid(0).sign(signer, Examples.SITE, NOW, DAY, 60);
    assertThat(cn.nongchao.seal.code.ActCode.read(list).ok()).isFalse();
  }

  @Test
  void aBombIsRefusedWithoutHoldingIt() {
    byte[] bomb = Inflate.deflate(new byte[64 << 20]);
    check(StatusList.inflate(0, bomb), "too large");
  }

  private static void check(Outcome<?> outcome, String word) {
    assertThat(outcome instanceof Outcome.Refused<?>(var reason) ? reason.en() : "not refused")
        .contains(word);
  }
}
