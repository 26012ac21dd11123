package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.cose.Header;
import cn.nongchao.seal.text.Base64Url;
import cn.nongchao.seal.text.ShortId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code of one administrative act (行政行为码): its claims, signed. The format is written down in
 * docs/formats/code.md. A given set of claims and key has exactly one valid byte form, and one text
 * form of it; every other is refused.
 */
public final class ActCode {
  /** Longest token in bytes; with a host of 40 characters it fits a QR of version 15 at level M. */
  public static final int LONGEST = 260;

  /** Half the order of P-256, rounded down: of the two s of a signature, the smaller is taken. */
  private static final BigInteger HALF_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
          .shiftRight(1);

  private static final int SIGNATURE = 64;

  private final byte[] bytes;
  private final CoseSign1 message;
  private final Profile profile;
  private final byte[] keyId;
  private final ActClaims claims;
  private final @Nullable String site;

  private ActCode(
      byte[] bytes,
      CoseSign1 message,
      Profile profile,
      byte[] keyId,
      ActClaims claims,
      @Nullable String site) {
    this.bytes = bytes;
    this.message = message;
    this.profile = profile;
    this.keyId = keyId;
    this.claims = claims;
    this.site = site;
  }

  /**
   * Signs the claims.
   *
   * @return the code, or a refusal where it would be longer than {@link #LONGEST} or the claims
   *     name another issuer than the key's
   */
  public static Outcome<ActCode> issue(ActClaims claims, CodeSigner signer) {
    if (!claims.issuer().equals(signer.key().issuer())) {
      return Outcome.refuse("签发者与密钥不符。", "The issuer is not that of the key.");
    }
    byte[] token =
        CoseSign1.sign(
            Map.of(Cbor.of(Header.KID), Cbor.of(signer.key().id())),
            Claims.write(claims),
            signer.signer());
    return read(token);
  }

  /** Reads a token's bytes. Reading checks the form only; see {@link #verify}. */
  public static Outcome<ActCode> read(byte[] token) {
    return read(token, null);
  }

  /** Reads a token in base64url, or the whole link of a QR. */
  public static Outcome<ActCode> read(String text) {
    if (!text.contains("/")) {
      return text.length() > ActLink.LONGEST
          ? tooLong()
          : Base64Url.decode(text).then(ActCode::read);
    }
    return ActLink.read(text)
        .then(link -> Base64Url.decode(link.token()).then(token -> within(link, token)));
  }

  private static Outcome<ActCode> within(ActLink link, byte[] token) {
    return read(token, link.site())
        .then(code ->
            code.shortId().equals(link.shortId())
                ? Outcome.of(code)
                : Outcome.refuse("链接中的编号与码的内容不符。", "The id in the link is not that of the code."));
  }

  private static Outcome<ActCode> read(byte[] token, @Nullable String site) {
    if (token.length > LONGEST) {
      return tooLong();
    }
    byte[] bytes = token.clone();
    return CborReader.deterministic(bytes, Limits.MESSAGE)
        .then(item ->
            item instanceof Cbor.Tagged(long tag, _) && tag == CoseSign1.TAG
                ? CoseSign1.of(item)
                : malformed())
        .then(message -> read(bytes, message, site));
  }

  private static Outcome<ActCode> read(byte[] bytes, CoseSign1 message, @Nullable String site) {
    Header header = message.header();
    Optional<Profile> profile = header.algorithm().flatMap(Profile::of);
    Optional<byte[]> payload = message.payload();
    boolean shape =
        header.openFields().values().isEmpty()
            && header.protectedFields().values().size() == 2
            && header.protectedFields().get(Header.KID) instanceof Cbor.Bytes(byte[] id)
            && id.length == CodeKey.ID_LENGTH
            && header.deterministic();
    if (!shape || profile.isEmpty() || payload.isEmpty()) {
      return malformed();
    }
    if (!oneForm(profile.get(), message.signature())) {
      return Outcome.refuse("签名不是规范形式。", "The signature is not in its one form.");
    }
    byte[] keyId = header.keyId().orElseThrow();
    return Claims.read(payload.get())
        .map(claims -> new ActCode(bytes, message, profile.get(), keyId, claims, site));
  }

  /**
   * An ECDSA signature has a twin with n - s instead of s; only the smaller is taken. Ed25519 and
   * SM2 have no such twin once their numbers are in range, which verification checks.
   */
  private static boolean oneForm(Profile profile, byte[] signature) {
    if (signature.length != SIGNATURE) {
      return false;
    }
    byte[] s = Arrays.copyOfRange(signature, SIGNATURE / 2, SIGNATURE);
    return profile != Profile.ES256 || new BigInteger(1, s).compareTo(HALF_ORDER) <= 0;
  }

  /**
   * Checks the code against the keys the checker trusts: signature, issuer, the key's period, and
   * that the link, if it was read from one, leads where the key says. A key may stand there more
   * than once, for sites that held one after another: one of them must hold in all of this.
   */
  public Verdict verify(CodeKeys trusted) {
    List<CodeKey> keys = trusted.withId(keyId);
    if (keys.isEmpty()) {
      return Verdict.couldNotCheck(
          "没有编号为 " + keyIdText() + " 的签发公钥，无法核验。",
          "There is no trusted key " + keyIdText() + ", so the code cannot be checked.");
    }
    Verdict first = null;
    for (CodeKey key : keys) {
      if (key.profile() != profile || !message.verify(key.verifying()).ok()) {
        continue;
      }
      Verdict verdict = signedBy(key);
      if (verdict instanceof Verdict.Genuine) {
        return verdict;
      }
      first = first == null ? verdict : first;
    }
    return first != null
        ? first
        : Verdict.notGenuine("签名不符：此码系伪造或被改动。", "The signature does not match: forged or altered.");
  }

  private Verdict signedBy(CodeKey key) {
    if (!key.issuer().equals(claims.issuer())) {
      return Verdict.notGenuine("密钥不属于所称的签发者。", "The key is not that of the issuer named.");
    }
    if (!key.period().contains(claims.issuedAt())) {
      return Verdict.notGenuine("签发时间不在密钥有效期内。", "The key was not in use at the time of issue.");
    }
    if (site != null && key.site().map(home -> !home.equals(site)).orElse(false)) {
      return Verdict.notGenuine(
          "链接指向的网站不是签发者的网站，请勿打开。",
          "The link leads to another site than the issuer's; do not open it.");
    }
    List<Reason> checked = new ArrayList<>();
    checked.add(
        new Reason(
            "由 " + key.issuer() + " 的密钥 " + key.idText() + " 签名，内容未被改动",
            "signed by key " + key.idText() + " of " + key.issuer() + ", not altered since"));
    checked.add(new Reason("签发时密钥在有效期内", "the key was in use at the time of issue"));
    if (site != null && key.site().isPresent()) {
      checked.add(new Reason("链接指向签发者的网站", "the link leads to the issuer's site"));
    }
    return new Verdict.Genuine(checked);
  }

  public ActClaims claims() {
    return claims;
  }

  public Profile profile() {
    return profile;
  }

  /** The id of the key that is said to have signed, as 8 hexadecimal digits. */
  public String keyIdText() {
    return HexFormat.of().formatHex(keyId);
  }

  public ShortId shortId() {
    return claims.shortId();
  }

  /** The site of the link it was read from, if it was read from one. */
  public Optional<String> site() {
    return Optional.ofNullable(site);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** The token in base64url. */
  public String text() {
    return Base64Url.encode(bytes);
  }

  /**
   * The link for the QR.
   *
   * @param at the site, for example {@code https://host/c}, without a last slash
   * @throws IllegalArgumentException if that is not a site
   */
  public String link(String at) {
    if (!ActLink.isSite(at)) {
      throw new IllegalArgumentException("not a site for codes: " + at);
    }
    return at + '/' + shortId() + '/' + text();
  }

  private static <T> Outcome<T> malformed() {
    return Outcome.refuse("这不是行政行为码。", "This is not the code of an act.");
  }

  private static <T> Outcome<T> tooLong() {
    return Outcome.refuse("行政行为码过长。", "The code is too long.");
  }
}
