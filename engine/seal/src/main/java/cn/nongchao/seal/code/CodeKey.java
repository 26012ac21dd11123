package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cose.VerifyingKey;
import cn.nongchao.seal.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signs codes and status lists, and what it may sign. As a line of text, one
 * space between parts, {@code -} for what is not stated:
 *
 * <pre>nongchao-code-key-1 ISSUER PROFILE BASE64URL-KEY FROM UNTIL SITE</pre>
 */
public final class CodeKey {
  private static final String HEAD = "nongchao-code-key-1";
  private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,12}");
  private static final Pattern ISSUER = Pattern.compile("[A-Za-z0-9.-]{1,24}");
  static final int ID_LENGTH = 4;

  private final String issuer;
  private final Profile profile;
  private final byte[] publicKey;
  private final VerifyingKey verifying;
  private final Period period;
  private final @Nullable String site;

  private CodeKey(
      String issuer,
      Profile profile,
      byte[] publicKey,
      VerifyingKey verifying,
      Period period,
      @Nullable String site) {
    this.issuer = issuer;
    this.profile = profile;
    this.publicKey = publicKey;
    this.verifying = verifying;
    this.period = period;
    this.site = site;
  }

  /**
   * When a key signed.
   *
   * @param from first second, since 1970 (UTC)
   * @param until last second, or nothing while it is in use
   */
  public record Period(long from, Optional<Long> until) {
    public static final Period ALWAYS = new Period(0, Optional.empty());

    /** Whether the key was in use at a second. */
    public boolean contains(long second) {
      return second >= from && until.map(last -> second <= last).orElse(true);
    }
  }

  /**
   * A key.
   *
   * @param publicKey 32 bytes for Ed25519, a compressed point of 33 bytes for ES256 and SM2
   * @param site where its codes lead, for example {@code https://host/c}, without a last slash;
   *     null where links anywhere are accepted
   */
  public static Outcome<CodeKey> of(
      String issuer, Profile profile, byte[] publicKey, Period period, @Nullable String site) {
    if (!ISSUER.matcher(issuer).matches()
        || publicKey.length != profile.keyLength()
        || (site != null && !ActLink.isSite(site))) {
      return malformed();
    }
    byte[] bytes = publicKey.clone();
    return profile
        .key(bytes)
        .map(verifying -> new CodeKey(issuer, profile, bytes, verifying, period, site));
  }

  /** Reads the line {@link #toString} writes. */
  public static Outcome<CodeKey> read(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 7
        || !parts[0].equals(HEAD)
        || !SECONDS.matcher(parts[4]).matches()
        || !(parts[5].equals("-") || SECONDS.matcher(parts[5]).matches())) {
      return malformed();
    }
    Optional<Long> until =
        parts[5].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(parts[5]));
    Period period = new Period(Long.parseLong(parts[4]), until);
    String site = parts[6].equals("-") ? null : parts[6];
    Optional<Profile> profile = Profile.labelled(parts[2]);
    return profile.isEmpty()
        ? malformed()
        : Base64Url.decode(parts[3]).then(key -> of(parts[1], profile.get(), key, period, site));
  }

  public String issuer() {
    return issuer;
  }

  public Profile profile() {
    return profile;
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  public Period period() {
    return period;
  }

  public Optional<String> site() {
    return Optional.ofNullable(site);
  }

  /** The same key, not used after a second. */
  public CodeKey until(long second) {
    Period ended = new Period(period.from(), Optional.of(second));
    return new CodeKey(issuer, profile, publicKey, verifying, ended, site);
  }

  /** The first 4 bytes of SHA-256 over the profile's name, a line feed and the key. */
  public byte[] id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((profile.label() + "\n").getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(digest.digest(publicKey), ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The id as 8 hexadecimal digits. */
  public String idText() {
    return HexFormat.of().formatHex(id());
  }

  public VerifyingKey verifying() {
    return verifying;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodeKey key && key.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(issuer, profile, Arrays.hashCode(publicKey));
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        HEAD,
        issuer,
        profile.label(),
        Base64Url.encode(publicKey),
        Long.toString(period.from()),
        period.until().map(String::valueOf).orElse("-"),
        site == null ? "-" : site);
  }

  private static Outcome<CodeKey> malformed() {
    return Outcome.refuse("签发公钥格式错误。", "The line is not a key for codes.");
  }
}
