package cn.nongchao.seal.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.FormatVectors;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Tally;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.text.ShortId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The vectors that go with docs/formats/code.md. */
class CodeFormatVectorTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void published() {
    JsonNode vectors = FormatVectors.sameAs("code", vectors());
    Tally tally = new Tally("formats/code");
    CodeKeys keys = keys(vectors);
    for (JsonNode good : vectors.path("genuine")) {
      String name = good.path("name").asString();
      tally.check(name + ", token", genuine(bytes(good, "token_hex"), keys));
      ActCode code = ActCode.read(good.path("link").asString()).orThrow();
      tally.check(name + ", link", code.verify(keys) instanceof Verdict.Genuine);
      tally.check(name + ", id", code.shortId().text().equals(good.path("short_id").asString()));
    }
    for (JsonNode bad : vectors.path("not_genuine")) {
      tally.check(bad.path("name").asString(), !genuine(bytes(bad, "token_hex"), keys));
    }
    for (JsonNode bad : vectors.path("not_genuine_links")) {
      tally.check(bad.path("name").asString(), !genuine(bad.path("link").asString(), keys));
    }
    for (JsonNode id : vectors.path("short_ids")) {
      ShortId expected = new ShortId(id.path("short_id").asString());
      UUID act = UUID.fromString(id.path("act").asString());
      tally.check("short id of " + act, ShortId.of(act).equals(expected));
    }
    tally.done();
  }

  @Test
  void eachWrongCodeIsAnother() {
    List<String> tokens = WrongCodes.all().values().stream().map(HEX::formatHex).toList();
    assertThat(tokens).doesNotHaveDuplicates();
  }

  /** Only the form is wrong with these: a reader that asks for the signature alone takes them. */
  @Test
  void wrongClaimsHaveAGoodSignature() {
    CodeKey key = signer(Profile.ED25519).key();
    WrongCodes.all()
        .forEach((name, token) -> {
          if (name.startsWith("signed claims")) {
            Outcome<byte[]> payload =
                CoseSign1.read(token).then(message -> message.verify(key.verifying()));
            Outcome<Cbor> claims =
                payload.then(bytes -> CborReader.wellFormed(bytes, Limits.MESSAGE));
            assertThat(claims.ok()).as(name).isTrue();
          }
        });
  }

  private static boolean genuine(byte[] token, CodeKeys keys) {
    return ActCode.read(token) instanceof Outcome.Got<ActCode>(ActCode code)
        && code.verify(keys) instanceof Verdict.Genuine;
  }

  private static boolean genuine(String link, CodeKeys keys) {
    return ActCode.read(link) instanceof Outcome.Got<ActCode>(ActCode code)
        && code.verify(keys) instanceof Verdict.Genuine;
  }

  private static CodeKeys keys(JsonNode vectors) {
    List<CodeKey> keys = new ArrayList<>();
    vectors
        .path("keys")
        .forEach(key -> keys.add(CodeKey.read(key.path("line").asString()).orThrow()));
    return new CodeKeys(keys);
  }

  private static Map<String, Object> vectors() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "docs/formats/code.md");
    List<Object> keys = new ArrayList<>();
    List<Object> genuine = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      CodeSigner signer = signer(profile);
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("line", signer.key().toString());
      key.put("secret_hex", HEX.formatHex(Examples.secret(profile.ordinal() + 1)));
      key.put("key_id", signer.key().idText());
      keys.add(key);
      genuine.add(genuine(profile.label(), Examples.claims(), signer));
    }
    CodeSigner signer = signer(Profile.ED25519);
    genuine.add(
        genuine("no subject, no officers", Examples.claims(List.of(), Subject.NONE), signer));
    byte[] hash = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    genuine.add(
        genuine(
            "a person, licences of other forms",
            Examples.claims(List.of("0071", "浙A-12", "0"), new Subject.Hashed(hash)),
            signer));
    all.put("keys", keys);
    all.put("genuine", genuine);
    List<Object> wrong = new ArrayList<>();
    WrongCodes.all()
        .forEach((name, token) -> wrong.add(named(name, "token_hex", HEX.formatHex(token))));
    all.put("not_genuine", wrong);
    all.put("not_genuine_links", wrongLinks());
    all.put("short_ids", shortIds());
    return all;
  }

  private static Map<String, Object> genuine(String name, ActClaims claims, CodeSigner signer) {
    ActCode code = ActCode.issue(claims, signer).orThrow();
    Map<String, Object> out = named(name, "profile", signer.key().profile().label());
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("issuer", claims.issuer());
    said.put("act", claims.act().toString());
    said.put("kind", claims.kind());
    said.put("issued_at", claims.issuedAt());
    switch (claims.subject()) {
      case Subject.Nobody _ -> {}
      case Subject.Firm(CreditCode credit) -> said.put("credit_code", credit.text());
      case Subject.Hashed hashed -> said.put("subject_hash_hex", hashed.toString());
    }
    said.put("officers", claims.officers());
    said.put("leaf_hex", claims.leaf().toString());
    said.put("status_index", claims.statusIndex());
    out.put("claims", said);
    out.put("payload_hex", HEX.formatHex(Claims.write(claims)));
    out.put("token_hex", HEX.formatHex(code.bytes()));
    out.put("link", code.link(Examples.SITE));
    out.put("short_id", code.shortId().text());
    return out;
  }

  private static List<Object> wrongLinks() {
    String link =
        ActCode.issue(Examples.claims(), signer(Profile.ED25519)).orThrow().link(Examples.SITE);
    String token = link.substring(link.lastIndexOf('/'));
    String other = ShortId.of(new UUID(0, 0)).text();
    return List.of(
        named("another site", "link", link.replace("act.", "acts.")),
        named("another act's id", "link", Examples.SITE + "/" + other + token),
        named("a query", "link", link + "?from=chat"),
        named("a fragment", "link", link + "#top"),
        named("padding", "link", link + "="),
        named("a last character with stray bits", "link", strayBits()),
        named("capitals in the site", "link", link.replace("https", "HTTPS")));
  }

  /** A token whose length is not a multiple of 3, its last character one further. */
  private static String strayBits() {
    String link =
        ActCode.issue(Examples.claims(), signer(Profile.SM2)).orThrow().link(Examples.SITE);
    char last = link.charAt(link.length() - 1);
    return link.substring(0, link.length() - 1) + (char) (last + 1);
  }

  private static List<Object> shortIds() {
    List<Object> ids = new ArrayList<>();
    for (UUID act : List.of(new UUID(0, 0), new UUID(-1, -1), Examples.claims().act())) {
      Map<String, Object> id = new LinkedHashMap<>();
      id.put("act", act.toString());
      id.put("short_id", ShortId.of(act).text());
      ids.add(id);
    }
    return ids;
  }

  private static CodeSigner signer(Profile profile) {
    byte[] secret = Examples.secret(profile.ordinal() + 1);
    return CodeSigner.of(Examples.ISSUER, profile, secret, CodeKey.Period.ALWAYS, Examples.SITE);
  }

  private static Map<String, Object> named(String name, String field, Object value) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", name);
    out.put(field, value);
    return out;
  }

  private static byte[] bytes(JsonNode node, String field) {
    return HEX.parseHex(node.path(field).asString());
  }
}
