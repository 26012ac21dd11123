package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The keys of an installation under a passphrase: Argon2id makes the key of AES-256-GCM
 * (docs/formats/backup.md).
 */
final class SealedKeys {

  private static final byte[] MAGIC = "nongchao-keys-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int HEAD = MAGIC.length + SALT + 12 + NONCE;
  private static final int TAG_BITS = 128;

  /** What RFC 9106 recommends second, where memory is not plenty. */
  private static final Cost COST = new Cost(64 << 10, 3, 4);

  private static final Cost MOST = new Cost(1 << 20, 32, 16);

  /** Memory in KiB, passes, lanes. */
  private record Cost(int memory, int passes, int lanes) {
    boolean isWithin(Cost most) {
      return memory >= 8 * lanes
          && memory <= most.memory
          && passes >= 1
          && passes <= most.passes
          && lanes >= 1
          && lanes <= most.lanes;
    }
  }

  private SealedKeys() {}

  /** The files under {@code keys/} that are to be kept, by name. */
  static Map<String, byte[]> under(Path data) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Path keys = data.resolve("keys");
    if (!Files.isDirectory(keys)) return files;
    List<Path> found;
    try (Stream<Path> inside = Files.list(keys)) {
      found = inside.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : found) {
      String name = file.getFileName().toString();
      if (name.endsWith(".lock") || name.endsWith(".new")) continue;
      files.put(name, Files.readAllBytes(file));
    }
    return files;
  }

  static byte[] seal(Map<String, byte[]> files, char[] passphrase) throws IOException {
    byte[] salt = random(SALT);
    byte[] nonce = random(NONCE);
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    head.put(MAGIC).put(salt).putInt(COST.memory()).putInt(COST.passes()).putInt(COST.lanes());
    head.put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(passphrase, salt, COST), nonce, head.array());
      byte[] sealed = cipher.doFinal(packed(files));
      return ByteBuffer.allocate(HEAD + sealed.length).put(head.array()).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, byte[]> open(byte[] sealed, char[] passphrase) throws CannotStart {
    if (sealed.length <= HEAD || !Arrays.equals(MAGIC, Arrays.copyOf(sealed, MAGIC.length))) {
      throw notOurs();
    }
    ByteBuffer in = ByteBuffer.wrap(sealed).position(MAGIC.length);
    byte[] salt = new byte[SALT];
    in.get(salt);
    Cost cost = new Cost(in.getInt(), in.getInt(), in.getInt());
    byte[] nonce = new byte[NONCE];
    in.get(nonce);
    if (!cost.isWithin(MOST)) throw notOurs();
    byte[] head = Arrays.copyOf(sealed, HEAD);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(passphrase, salt, cost), nonce, head);
      return unpacked(cipher.doFinal(sealed, HEAD, sealed.length - HEAD));
    } catch (AEADBadTagException wrong) {
      throw CannotStart.because(
          "口令不对，或备份中的密钥已损坏。", "The passphrase is wrong, or the keys in the backup are damaged.");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CannotStart notOurs() {
    return CannotStart.because(
        "备份中的密钥部分无法识别。", "The keys in the backup are in no form that is known here.");
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] head)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(head);
    return cipher;
  }

  private static byte[] key(char[] passphrase, byte[] salt, Cost cost) {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .build());
    byte[] key = new byte[32];
    byte[] bytes = new String(passphrase).getBytes(StandardCharsets.UTF_8);
    argon.generateBytes(bytes, key);
    return key;
  }

  private static byte[] packed(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> unpacked(byte[] bytes) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
