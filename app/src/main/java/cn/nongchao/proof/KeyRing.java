package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;

/**
 * The installation's own signing keys, in the PKCS#12 file {@code keys/signing.p12} under the data
 * directory. The password is {@code NONGCHAO_KEY_PASSWORD} or, where that is not set, the file
 * {@code keys/signing.password} readable by its owner only. Keys are made on first use; a rotation
 * adds a key and keeps the old ones, so that what they signed can still be checked.
 *
 * <p>Aliases are {@code <use>-<number>}; the highest number signs. Certificates are self-signed and
 * only there because PKCS#12 wants one: trust comes from the published verifier keys.
 */
@Component
class KeyRing {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Path passwordFile;
  private final Clock clock;

  KeyRing(Settings settings, Clock clock) {
    Path keys = settings.data().resolve("keys");
    this.file = keys.resolve("signing.p12");
    this.passwordFile = keys.resolve("signing.password");
    this.clock = clock;
  }

  /** All keys of this use, newest first; the first one is made where there is none. */
  synchronized List<KeyPair> keys(String use) {
    try {
      KeyStore store = open();
      List<KeyPair> found = find(store, use);
      if (!found.isEmpty()) return found;
      add(store, use, 1);
      return find(store, use);
    } catch (GeneralSecurityException | IOException e) {
      throw new KeysUnusable(file, e);
    }
  }

  /** Adds a key that signs from now on. */
  synchronized KeyPair rotate(String use) {
    try {
      KeyStore store = open();
      add(store, use, find(store, use).size() + 1);
      return find(store, use).getFirst();
    } catch (GeneralSecurityException | IOException e) {
      throw new KeysUnusable(file, e);
    }
  }

  private List<KeyPair> find(KeyStore store, String use)
      throws GeneralSecurityException, IOException {
    List<KeyPair> keys = new ArrayList<>();
    for (int number = 1; store.containsAlias(use + "-" + number); number++) {
      String alias = use + "-" + number;
      PrivateKey secret = (PrivateKey) store.getKey(alias, password());
      keys.add(new KeyPair(store.getCertificate(alias).getPublicKey(), secret));
    }
    Collections.reverse(keys);
    return keys;
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, password());
      }
    } else {
      store.load(null, password());
    }
    return store;
  }

  private void add(KeyStore store, String use, int number)
      throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    X509Certificate certificate = selfSigned(pair, use + "-" + number);
    store.setKeyEntry(
        use + "-" + number, pair.getPrivate(), password(), new X509Certificate[] {certificate});
    // Written beside and moved over: a power cut leaves the old file or the new one, never half.
    Path fresh = file.resolveSibling("signing.p12.new");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      store.store(out, password());
    }
    try (var channel =
        java.nio.channels.FileChannel.open(fresh, java.nio.file.StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    onlyOwner(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private X509Certificate selfSigned(KeyPair pair, String name) throws GeneralSecurityException {
    Instant now = clock.instant();
    X500Name subject = new X500Name("CN=" + name);
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(64, RANDOM),
              Date.from(now),
              Date.from(now.plus(Duration.ofDays(3650))),
              subject,
              pair.getPublic());
      var signer = new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private char[] password() throws IOException {
    String given = System.getenv("NONGCHAO_KEY_PASSWORD");
    if (given != null && !given.isEmpty()) return given.toCharArray();
    if (!Files.exists(passwordFile)) {
      Files.createDirectories(passwordFile.getParent());
      byte[] secret = new byte[24];
      RANDOM.nextBytes(secret);
      Files.createFile(passwordFile);
      onlyOwner(passwordFile);
      Files.writeString(passwordFile, Base64.getUrlEncoder().encodeToString(secret));
    }
    return Files.readString(passwordFile).strip().toCharArray();
  }

  private static void onlyOwner(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
