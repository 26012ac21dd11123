package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;

/**
 * The installation's own signing keys, in the PKCS#12 file {@code keys/signing.p12} under the data
 * directory. The password is {@code NONGCHAO_KEY_PASSWORD} or, where that is not set, the file
 * {@code keys/signing.password}, which is refused where others may read it. Keys are made on first
 * use; a rotation adds a key and keeps the old ones, so that what they signed can still be checked.
 *
 * <p>Aliases are {@code <use>-<number>}; the highest number signs. Certificates are self-signed and
 * only there because PKCS#12 wants one, and to keep when the key began to sign: trust comes from
 * the published verifier keys.
 */
@Component
class KeyRing {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Path file;
  private final Path passwordFile;
  private final Clock clock;
  private final Map<String, List<Key>> known = new HashMap<>();
  private FileTime read = NEVER;

  KeyRing(Settings settings, Clock clock) {
    Path keys = settings.data().resolve("keys");
    this.file = keys.resolve("signing.p12");
    this.passwordFile = keys.resolve("signing.password");
    this.clock = clock;
  }

  /**
   * A key and when it began to sign.
   *
   * @param since to the second; the epoch for the first key of a use
   */
  record Key(KeyPair pair, Instant since) {

    /** The 32 secret bytes. */
    byte[] secret() {
      return ((EdECPrivateKey) pair.getPrivate())
          .getBytes()
          .orElseThrow(() -> new IllegalStateException("the key does not give its secret"));
    }
  }

  /** All keys of this use, newest first; the first one is made where there is none. */
  synchronized List<Key> keys(String use) {
    return keys(use, true);
  }

  /** Those there are, perhaps none: of a use that is past. */
  synchronized List<Key> known(String use) {
    return Files.exists(file) ? keys(use, false) : List.of();
  }

  private List<Key> keys(String use, boolean needed) {
    try {
      FileTime written = Files.exists(file) ? Files.getLastModifiedTime(file) : NEVER;
      // Opening costs milliseconds of key derivation. A rotation by another process shows in the
      // file's time.
      if (!written.equals(read)) {
        known.clear();
        read = written;
      }
      List<Key> found = known.get(use);
      if (found == null || (found.isEmpty() && needed)) {
        found = find(open(), use);
        if (found.isEmpty() && needed) found = add(use, true, false);
        known.put(use, found);
      }
      return found;
    } catch (GeneralSecurityException | IOException e) {
      throw KeysUnusable.because(file, e);
    }
  }

  /** Adds a key that signs from now on. */
  synchronized Key rotate(String use) {
    try {
      return add(use, false, false).getFirst();
    } catch (GeneralSecurityException | IOException e) {
      throw KeysUnusable.because(file, e);
    }
  }

  /** One key signs from now on, and those before are gone: what they signed cannot be checked. */
  synchronized void replace(String use) {
    try {
      add(use, false, true);
    } catch (GeneralSecurityException | IOException e) {
      throw KeysUnusable.because(file, e);
    }
  }

  private List<Key> find(KeyStore store, String use) throws GeneralSecurityException, IOException {
    List<Key> keys = new ArrayList<>();
    for (int number : numbers(store, use).descendingSet()) {
      String alias = use + "-" + number;
      PrivateKey secret = (PrivateKey) store.getKey(alias, password());
      X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
      Instant since = number == 1 ? Instant.EPOCH : certificate.getNotBefore().toInstant();
      keys.add(new Key(new KeyPair(certificate.getPublicKey(), secret), since));
    }
    return List.copyOf(keys);
  }

  private static NavigableSet<Integer> numbers(KeyStore store, String use)
      throws GeneralSecurityException {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String alias : Collections.list(store.aliases())) {
      String number = alias.startsWith(use + "-") ? alias.substring(use.length() + 1) : "";
      if (number.matches("[1-9][0-9]{0,5}")) numbers.add(Integer.valueOf(number));
    }
    return numbers;
  }

  /** Under a lock of the operating system: a command may run beside the server. */
  private List<Key> add(String use, boolean onlyFirst, boolean alone)
      throws GeneralSecurityException, IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel lock =
            FileChannel.open(
                file.resolveSibling("signing.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      KeyStore store = open();
      NavigableSet<Integer> numbers = numbers(store, use);
      if (!onlyFirst || numbers.isEmpty()) {
        int next = numbers.isEmpty() ? 1 : numbers.last() + 1;
        if (alone) for (int number : numbers) store.deleteEntry(use + "-" + number);
        write(store, use, next);
        known.clear();
      }
      return find(store, use);
    }
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

  private void write(KeyStore store, String use, int number)
      throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    X509Certificate certificate = selfSigned(pair, use + "-" + number);
    store.setKeyEntry(
        use + "-" + number, pair.getPrivate(), password(), new X509Certificate[] {certificate});
    // Written beside and moved over: a power cut leaves the old file or the new one, never half.
    Path fresh = file.resolveSibling("signing.p12.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh);
    onlyOwner(fresh);
    try (OutputStream out = Files.newOutputStream(fresh)) {
      store.store(out, password());
    }
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
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
    if (isOpenToOthers(passwordFile)) throw KeysUnusable.readByOthers(passwordFile);
    return Files.readString(passwordFile).strip().toCharArray();
  }

  private static boolean isOpenToOthers(Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) return false;
    return !OWNERS.containsAll(Files.getPosixFilePermissions(path));
  }

  private static void onlyOwner(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
