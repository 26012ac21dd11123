package cn.nongchao.people;

import cn.nongchao.launch.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the key for personal data comes from, and whether it is the one this database was under.
 */
final class PersonalKey {

  static final String FILE = "keys/personal-data.key";

  /** Why the key cannot be used. */
  static final class Wrong extends StartRefused {
    private static final long serialVersionUID = 1L;

    Wrong(String zh, String en) {
      super(zh, en);
    }
  }

  private PersonalKey() {}

  /** The given key, else the one in the data directory, made on the first start. */
  static byte[] from(String given, Path data) {
    if (!given.isBlank()) return decode(given, "NONGCHAO_PERSONAL_KEY");
    Path file = data.resolve(FILE);
    try {
      if (!Files.exists(file)) write(file);
      return decode(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] decode(String text, String where) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException notBase64) {
      key = new byte[0];
    }
    if (key.length != 32) {
      throw new Wrong(
          where + " 应为 32 字节密钥的 base64 编码", where + " must hold a key of 32 bytes in base64");
    }
    return key;
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Path draft = Files.createTempFile(file.getParent(), "personal-data", ".new");
    if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
    try {
      // Unlike a move, a link fails where another process was first: that one's key stands.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException first) {
      // read below
    } catch (UnsupportedOperationException noLinks) {
      Files.move(draft, file);
    }
    Files.deleteIfExists(draft);
  }

  /** Refuses a key that is not the one the database's personal data is sealed under. */
  static void check(JdbcClient jdbc, byte[] digest) {
    jdbc.sql(
            "insert into people.key_check (single, digest) values (true, ?) on conflict do nothing")
        .param(digest)
        .update();
    byte[] known = jdbc.sql("select digest from people.key_check").query(byte[].class).single();
    if (!MessageDigest.isEqual(known, digest)) {
      throw new Wrong(
          "个人信息密钥与数据库不符：数据库中的身份号码和电话是用另一把密钥加密的。"
              + "请恢复原来的 "
              + FILE
              + "，或在 NONGCHAO_PERSONAL_KEY 中给出原密钥。数据未被改动。",
          "The key for personal data is not the one this database was written under. Restore the"
              + " former "
              + FILE
              + ", or give that key in NONGCHAO_PERSONAL_KEY. Nothing was"
              + " changed.");
    }
  }
}
