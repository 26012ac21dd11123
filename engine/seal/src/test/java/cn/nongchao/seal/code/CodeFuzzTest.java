package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Fuzz;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.cose.CoseSign;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.status.SignedStatusList;
import cn.nongchao.seal.status.StatusList;
import cn.nongchao.seal.text.Base45;
import cn.nongchao.seal.text.Base64Url;
import cn.nongchao.seal.text.Inflate;
import cn.nongchao.seal.text.ShortId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is fed, only the documented refusal comes out, and no altered code is genuine. */
class CodeFuzzTest {
  private static final int MOST = 1 << 16;

  @Test
  void token() {
    CodeKeys keys = keys();
    Fuzz.run(
        "token",
        tokens(),
        input -> {
          if (ActCode.read(input) instanceof Outcome.Got<ActCode>(ActCode code)) {
            assertThat(code.bytes()).isEqualTo(input);
            assertThat(ActCode.read(code.text()).ok()).isTrue();
            code.verify(keys);
          }
        });
  }

  /** Claims are fed as they would be once signed: a key of ours may have signed anything. */
  @Test
  void claims() {
    Fuzz.run(
        "claims",
        List.of(Claims.write(Examples.claims())),
        input -> {
          if (Claims.read(input) instanceof Outcome.Got<ActClaims>(ActClaims claims)) {
            assertThat(Claims.write(claims)).isEqualTo(input);
          }
        });
  }

  @Test
  void link() {
    List<byte[]> links =
        tokens().stream()
            .map(token -> ascii(ActCode.read(token).orThrow().link(Examples.SITE)))
            .toList();
    Fuzz.run(
        "link",
        links,
        input -> {
          String text = new String(input, StandardCharsets.UTF_8);
          ActCode.read(text);
          ShortId.read(text);
          CodeKeys.read(text);
          CodeKey.read(text);
          CreditCode.read(text);
        });
  }

  @Test
  void keyLine() {
    List<byte[]> lines = keys().all().stream().map(key -> ascii(key.toString())).toList();
    Fuzz.run(
        "key line",
        lines,
        input -> {
          String text = new String(input, StandardCharsets.ISO_8859_1);
          if (CodeKey.read(text) instanceof Outcome.Got<CodeKey>(CodeKey key)) {
            assertThat(key.toString()).isEqualTo(text);
          }
        });
  }

  @Test
  void cose() {
    CodeKey key = Examples.signer(Profile.ED25519).key();
    Fuzz.run(
        "cose",
        tokens(),
        input -> {
          if (CoseSign1.read(input) instanceof Outcome.Got<CoseSign1>(CoseSign1 message)) {
            message.verify(key.verifying());
          }
          CoseSign.read(input);
        });
  }

  @Test
  void cbor() {
    List<byte[]> seeds = new ArrayList<>(tokens());
    for (String hex :
        List.of(
            "bf61610161629f0203ffff",
            "5f42010243030405ff",
            "fb3ff199999999999a",
            "d818456449455446")) {
      seeds.add(HexFormat.of().parseHex(hex));
    }
    Fuzz.run(
        "cbor",
        seeds,
        input -> {
          Outcome<Cbor> lenient = CborReader.wellFormed(input, Limits.MESSAGE);
          if (CborReader.deterministic(input, Limits.MESSAGE)
              instanceof Outcome.Got<Cbor>(Cbor it)) {
            assertThat(CborWriter.write(it)).isEqualTo(input);
            assertThat(lenient).isEqualTo(Outcome.of(it));
          }
        });
  }

  @Test
  void base45() {
    List<byte[]> seeds = tokens().stream().map(token -> ascii(Base45.encode(token))).toList();
    Fuzz.run(
        "base45",
        seeds,
        input -> {
          String text = new String(input, StandardCharsets.UTF_8);
          if (Base45.decode(text) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
            assertThat(Base45.encode(bytes)).isEqualTo(text);
          }
          if (Base64Url.decode(text) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
            assertThat(Base64Url.encode(bytes)).isEqualTo(text);
          }
        });
  }

  @Test
  void inflate() {
    List<byte[]> seeds = new ArrayList<>();
    tokens().forEach(token -> seeds.add(Inflate.deflate(token)));
    seeds.add(Inflate.deflate(new byte[1 << 20]));
    Fuzz.run(
        "inflate",
        seeds,
        input -> {
          if (Inflate.zlib(input, MOST) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
            assertThat(bytes.length).isLessThanOrEqualTo(MOST);
          }
        });
  }

  @Test
  void statusList() {
    List<byte[]> seeds = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      seeds.add(
          StatusList.allValid(profile.ordinal())
              .sign(Examples.signer(profile), Examples.SITE, Examples.NOON, 60, 60));
    }
    CodeKeys keys = keys();
    Fuzz.run(
        "status list",
        seeds,
        input -> {
          boolean original = seeds.stream().anyMatch(seed -> Arrays.equals(seed, input));
          boolean taken = SignedStatusList.read(input, keys, Examples.NOON).ok();
          assertThat(taken).isEqualTo(original);
        });
  }

  /** Bytes first: bits, bytes, cuts, insertions, parts of other codes. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void noAlteredTokenIsGenuine(Profile profile) {
    List<byte[]> tokens = tokens();
    byte[] original = tokens.get(profile.ordinal());
    CodeKeys keys = keys();
    Random random = new Random(Fuzz.seed() + profile.ordinal());
    int tried = 0;
    int readable = 0;
    for (int i = 0; i < Fuzz.mutations() / 6; i++) {
      byte[] altered = original;
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        altered = Fuzz.altered(altered, tokens, random);
      }
      byte[] input = altered;
      if (tokens.stream().anyMatch(token -> Arrays.equals(token, input))) {
        continue;
      }
      tried++;
      if (ActCode.read(input) instanceof Outcome.Got<ActCode>(ActCode code)) {
        readable++;
        assertThat(code.verify(keys))
            .as(HexFormat.of().formatHex(input))
            .isNotInstanceOf(Verdict.Genuine.class);
      }
    }
    System.out.printf(
        "mutations of tokens, %s: %d tried, %d of them readable, 0 accepted%n",
        profile.label(), tried, readable);
    assertThat(readable).isPositive();
  }

  /** And as text: the link as a camera reads it or a person copies it. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void noAlteredLinkIsGenuine(Profile profile) {
    CodeKey home = keys().all().get(profile.ordinal());
    CodeKeys keys =
        CodeKeys.of(
            CodeKey.of(home.issuer(), profile, home.publicKey(), home.period(), Examples.SITE)
                .orThrow());
    byte[] token = tokens().get(profile.ordinal());
    byte[] original = ascii(ActCode.read(token).orThrow().link(Examples.SITE));
    Random random = new Random(Fuzz.seed() - profile.ordinal());
    int tried = 0;
    int readable = 0;
    for (int i = 0; i < Fuzz.mutations() / 6; i++) {
      byte[] altered = alteredText(original, random);
      if (Arrays.equals(altered, original)) {
        continue;
      }
      tried++;
      String text = new String(altered, StandardCharsets.UTF_8);
      if (ActCode.read(text) instanceof Outcome.Got<ActCode>(ActCode code)) {
        readable++;
        assertThat(code.verify(keys)).as(text).isNotInstanceOf(Verdict.Genuine.class);
      }
    }
    System.out.printf(
        "mutations of links, %s: %d tried, %d of them readable, 0 accepted%n",
        profile.label(), tried, readable);
    assertThat(readable).isPositive();
  }

  /** Half the time a character becomes another of base64url, so that much stays readable. */
  private static byte[] alteredText(byte[] original, Random random) {
    if (random.nextBoolean()) {
      return Fuzz.altered(original, List.of(original), random);
    }
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    byte[] copy = original.clone();
    copy[random.nextInt(copy.length)] = (byte) alphabet.charAt(random.nextInt(64));
    return copy;
  }

  private static List<byte[]> tokens() {
    return Arrays.stream(Profile.values())
        .map(
            profile -> ActCode.issue(Examples.claims(), Examples.signer(profile)).orThrow().bytes())
        .toList();
  }

  private static CodeKeys keys() {
    return new CodeKeys(
        Arrays.stream(Profile.values()).map(profile -> Examples.signer(profile).key()).toList());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
