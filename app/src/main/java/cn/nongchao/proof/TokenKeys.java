package cn.nongchao.proof;

import cn.nongchao.launch.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Keys that stay in a hardware token, through the Java platform's PKCS#11 provider. That provider
 * knows P-256 and no Ed25519 (Java 25), so a token signs codes of profile {@code es256}; the log,
 * whose specification asks for Ed25519, keeps to the key file. Keys are made with {@code keytool}
 * (docs/operating.md, Hardware tokens), never here.
 */
final class TokenKeys {

  /** How long a key made meanwhile goes unnoticed. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Path config;
  private final char[] pin;
  private final Clock clock;
  private final Provider provider;
  private List<KeyRing.Key> known = List.of();
  private Instant read = Instant.EPOCH;

  /**
   * @param config the provider's configuration: {@code name}, {@code library}, the slot
   * @throws TokenUnusable where there is no such file or library
   */
  TokenKeys(Path config, char[] pin, Clock clock) {
    this.config = config;
    this.pin = pin.clone();
    this.clock = clock;
    if (!Files.isReadable(config)) throw new TokenUnusable(config, "no such file");
    try {
      Provider made = Security.getProvider("SunPKCS11").configure(config.toString());
      Provider before = Security.getProvider(made.getName());
      // Only keys of the provider that is registered can sign; a second of its name is not.
      this.provider = before == null ? made : before;
      if (before == null) Security.addProvider(made);
    } catch (ProviderException | IllegalArgumentException e) {
      throw new TokenUnusable(config, String.valueOf(e.getMessage()));
    }
  }

  /** Keys named {@code <use>-<number>}, newest first. */
  synchronized List<KeyRing.Key> keys(String use) {
    Instant now = clock.instant();
    if (known.isEmpty() || read.plus(FRESH).isBefore(now)) {
      known = load(use);
      read = now;
    }
    return known;
  }

  private List<KeyRing.Key> load(String use) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      TreeMap<Integer, KeyRing.Key> found = new TreeMap<>(Collections.reverseOrder());
      for (String alias : Collections.list(store.aliases())) {
        String number = alias.startsWith(use + "-") ? alias.substring(use.length() + 1) : "";
        if (!number.matches("[1-9][0-9]{0,5}")) continue;
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        PrivateKey secret = (PrivateKey) store.getKey(alias, null);
        found.put(
            Integer.valueOf(number),
            new KeyRing.Key(
                new KeyPair(certificate.getPublicKey(), secret),
                certificate.getNotBefore().toInstant()));
      }
      if (found.isEmpty()) throw new TokenUnusable(config, "it has no key " + use + "-1");
      return List.copyOf(new ArrayList<>(found.values()));
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      throw new TokenUnusable(config, String.valueOf(e.getMessage()));
    }
  }

  /** The token is not there, does not take the PIN, or lacks the key. */
  static final class TokenUnusable extends StartRefused {

    private static final long serialVersionUID = 1L;

    TokenUnusable(Path config, String why) {
      super(
          "硬件密钥（" + config + "）不能用：" + why + "（PIN 由 NONGCHAO_CODES_TOKENPIN 给出）",
          "the token of "
              + config
              + " cannot be used: "
              + why
              + " (its PIN is NONGCHAO_CODES_TOKENPIN)");
    }
  }
}
