package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Outcome;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What codes and status lists read from outside. A target returns whatever it is fed, and where
 * there is one encoding only, what was read must be written the same again.
 */
final class CodeTargets {
  private static final int MOST = 1 << 16;
  private static final CodeKeys KEYS =
      new CodeKeys(
          Arrays.stream(Profile.values()).map(profile -> Examples.signer(profile).key()).toList());
  private static final List<byte[]> TOKENS =
      Arrays.stream(Profile.values())
          .map(profile ->
              ActCode.issue(Examples.claims(), Examples.signer(profile)).orThrow().bytes())
          .toList();
  private static final List<byte[]> LISTS =
      Arrays.stream(Profile.values())
          .map(profile ->
              StatusList.allValid(profile.ordinal())
                  .sign(Examples.signer(profile), Examples.SITE, Examples.NOON, 60, 60))
          .toList();

  private CodeTargets() {}

  static List<byte[]> tokens() {
    return TOKENS;
  }

  static CodeKeys keys() {
    return KEYS;
  }

  static Map<String, Consumer<byte[]>> all() {
    Map<String, Consumer<byte[]>> all = new TreeMap<>();
    all.put("token", CodeTargets::token);
    all.put("claims", CodeTargets::claims);
    all.put("link", CodeTargets::typed);
    all.put("key", CodeTargets::key);
    all.put("cose", CodeTargets::cose);
    all.put("cbor", CodeTargets::cbor);
    all.put("base45", CodeTargets::encoded);
    all.put("inflate", CodeTargets::inflate);
    all.put("status", CodeTargets::status);
    return all;
  }

  /** Good inputs to start from. */
  static Map<String, List<byte[]>> samples() {
    Map<String, List<byte[]>> samples = new TreeMap<>();
    samples.put("token", TOKENS);
    samples.put("cose", TOKENS);
    samples.put("claims", List.of(Claims.write(Examples.claims())));
    samples.put(
        "link",
        TOKENS.stream().map(it -> ascii(ActCode.read(it).orThrow().link(Examples.SITE))).toList());
    samples.put("key", KEYS.all().stream().map(key -> ascii(key.toString())).toList());
    List<byte[]> items = new ArrayList<>(TOKENS);
    for (String hex : List.of("bf61610161629f0203ffff", "5f42010243030405ff", "d8187f6141ff")) {
      items.add(HexFormat.of().parseHex(hex));
    }
    items.add(HexFormat.of().parseHex("83fb3ff199999999999af97e00fa47c35000"));
    samples.put("cbor", items);
    samples.put("base45", TOKENS.stream().map(it -> ascii(Base45.encode(it))).toList());
    List<byte[]> packed = new ArrayList<>(TOKENS.stream().map(Inflate::deflate).toList());
    packed.add(Inflate.deflate(new byte[1 << 20]));
    samples.put("inflate", packed);
    samples.put("status", LISTS);
    return samples;
  }

  private static void token(byte[] input) {
    if (ActCode.read(input) instanceof Outcome.Got<ActCode>(ActCode code)) {
      assertThat(code.bytes()).isEqualTo(input);
      assertThat(ActCode.read(code.text()).ok()).isTrue();
      code.verify(KEYS);
    }
  }

  /** Claims as they would come from a good signature: a key of ours may have signed anything. */
  private static void claims(byte[] input) {
    if (Claims.read(input) instanceof Outcome.Got<ActClaims>(ActClaims claims)) {
      assertThat(Claims.write(claims)).isEqualTo(input);
    }
  }

  private static void typed(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    ActCode.read(text);
    ShortId.read(text);
    CodeKeys.read(text);
    CreditCode.read(text);
  }

  private static void key(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    if (CodeKey.read(text) instanceof Outcome.Got<CodeKey>(CodeKey key)) {
      assertThat(key.toString()).isEqualTo(text);
    }
  }

  private static void cose(byte[] input) {
    if (CoseSign1.read(input) instanceof Outcome.Got<CoseSign1>(CoseSign1 message)) {
      KEYS.all().forEach(key -> message.verify(key.verifying()));
    }
    CoseSign.read(input);
  }

  private static void cbor(byte[] input) {
    Outcome<Cbor> lenient = CborReader.wellFormed(input, Limits.MESSAGE);
    if (CborReader.deterministic(input, Limits.MESSAGE) instanceof Outcome.Got<Cbor>(Cbor it)) {
      assertThat(CborWriter.write(it)).isEqualTo(input);
      assertThat(lenient).isEqualTo(Outcome.of(it));
    }
    if (lenient instanceof Outcome.Got<Cbor>(Cbor it)) {
      byte[] written = CborWriter.write(it);
      assertThat(CborReader.wellFormed(written, Limits.MESSAGE).ok()).isTrue();
    }
  }

  private static void encoded(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (Base45.decode(text) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
      assertThat(Base45.encode(bytes)).isEqualTo(text);
    }
    if (Base64Url.decode(text) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
      assertThat(Base64Url.encode(bytes)).isEqualTo(text);
    }
  }

  private static void inflate(byte[] input) {
    if (Inflate.zlib(input, MOST) instanceof Outcome.Got<byte[]>(byte[] bytes)) {
      assertThat(bytes.length).isLessThanOrEqualTo(MOST);
    }
  }

  private static void status(byte[] input) {
    boolean original = LISTS.stream().anyMatch(list -> Arrays.equals(list, input));
    boolean taken = SignedStatusList.read(input, KEYS, Examples.NOON).ok();
    assertThat(taken).isEqualTo(original);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
