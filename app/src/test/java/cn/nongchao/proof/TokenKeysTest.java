package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import cn.nongchao.proof.TokenKeys.TokenUnusable;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActClaims;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.LeafHash;
import cn.nongchao.seal.code.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token in software (SoftHSM) signs codes with a key that cannot be taken out of it. */
class TokenKeysTest {

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

  @TempDir static Path temporary;
  private static Path config = Path.of("");

  /** In a process of its own: the library reads its configuration from the environment, once. */
  @BeforeAll
  static void aTokenWithAKey() throws Exception {
    Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
    String configured = System.getenv("SOFTHSM2_CONF");
    if (library == null || configured == null) {
      System.out.println(
          "token: skipped, SoftHSM is not set up (apt-get install softhsm2; export"
              + " SOFTHSM2_CONF=FILE that says directories.tokendir = an empty folder)");
      Assumptions.abort("no SoftHSM");
    }
    String label = UUID.randomUUID().toString().substring(0, 13);
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        label,
        "--so-pin",
        "1234",
        "--pin",
        "5678");
    String slots = run("softhsm2-util", "--show-slots");
    String slot =
        Stream.of(slots.split("\nSlot "))
            .filter(one -> one.contains(label))
            .map(one -> one.lines().findFirst().orElseThrow().strip())
            .findFirst()
            .orElseThrow();
    config =
        Files.writeString(
            temporary.resolve("token.cfg"),
            "name = t"
                + slot
                + "\nlibrary = "
                + library
                + "\nslot = "
                + slot
                + "\nattributes(generate,CKO_PRIVATE_KEY,*) = {\n  CKA_SENSITIVE = true\n"
                + "  CKA_EXTRACTABLE = false\n}\n");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "code-es256-1",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=code",
        "-validity",
        "3650",
        "-keystore",
        "NONE",
        "-storetype",
        "PKCS11",
        "-storepass",
        "5678",
        "-providerclass",
        "sun.security.pkcs11.SunPKCS11",
        "-providerarg",
        config.toString());
  }

  @Test
  void signsCodesWithAKeyThatStaysInside() {
    CodeSigning signing = signing("es256", "5678");
    CodeSigner signer = signing.signer().orElseThrow();
    ActClaims claims =
        new ActClaims(
            "330114003",
            UUID.randomUUID(),
            "warning",
            Instant.now(Clock.systemUTC()).getEpochSecond() + 1,
            Subject.NONE,
            List.of("33010912345"),
            LeafHash.of(new byte[32]),
            1);
    ActCode code = ActCode.issue(claims, signer).orThrow();
    assertThat(code.verify(signing.trusted())).isInstanceOf(Verdict.Genuine.class);
    TokenKeys keys = new TokenKeys(config, "5678".toCharArray(), Clock.systemUTC());
    assertThat(keys.keys("code-es256").getFirst().pair().getPrivate().getEncoded())
        .as("cannot be taken out")
        .isNull();
    assertThat(temporary.resolve("keys/signing.p12")).as("no key file").doesNotExist();
    assertThatThrownBy(signing::rotate).isInstanceOf(TokenUnusable.class);
  }

  @Test
  void whatCannotWorkIsRefusedAtTheStart() {
    assertThatThrownBy(() -> signing("ed25519", "5678"))
        .isInstanceOf(TokenUnusable.class)
        .hasMessageContaining("es256");
    assertThatThrownBy(() -> signing("es256", "0000"))
        .isInstanceOf(TokenUnusable.class)
        .hasMessageContaining("NONGCHAO_CODES_TOKENPIN");
  }

  private static CodeSigning signing(String profile, String pin) {
    Settings settings =
        new Settings(temporary, false, ZoneId.of("Asia/Shanghai"), "http://localhost:8080");
    var choice = new CodeSigning.Choice("", profile, config.toString(), pin);
    Clock clock = Clock.systemUTC();
    return new CodeSigning(
        new KeyRing(settings, clock),
        choice,
        new OneIssuer(clock),
        new PublicAddress(settings),
        settings,
        clock);
  }

  /** Knows one organ, without a database. */
  @SuppressWarnings("NullAway")
  private static final class OneIssuer extends Issuers {
    OneIssuer(Clock clock) {
      super(null, null, null, clock);
    }

    @Override
    public Optional<Issuer> now() {
      return Optional.of(at(Instant.EPOCH));
    }

    @Override
    Issuer at(Instant made) {
      return new Issuer(Instant.EPOCH, "330114003", "河庄街道");
    }
  }

  private static String run(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(words))).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
