package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A public key as text: {@code <name>+<8 hex digits of key id>+<base64 of type byte and key>}.
 *
 * <p>Source: c2sp.org/signed-note, section Verifier keys.
 *
 * @param name key name: not empty, without spaces and plus signs
 * @param type signature type byte: 0x01 Ed25519, 0x04 cosignature with Ed25519, 0xff others
 * @param key public key, for types 0x01 and 0x04 the 32 bytes of RFC 8032
 */
public record VerifierKey(String name, int keyId, byte type, byte[] key) {
  /** Plain Ed25519 signature. */
  public static final byte ED25519 = 0x01;

  /** Timestamped cosignature with Ed25519. */
  public static final byte COSIGNATURE = 0x04;

  /** Signatures without an assigned type; here SM2 with its label, see {@link Sm2Note}. */
  public static final byte OTHER = (byte) 0xff;

  /** Longest text accepted; larger than any key in use. */
  public static final int MAX_CHARS = 8192;

  public VerifierKey {
    key = key.clone();
  }

  @Override
  public byte[] key() {
    return key.clone();
  }

  /** The key of that name and type, with the key id the specification recommends. */
  public static VerifierKey of(String name, byte type, byte[] key) throws Malformed {
    requireName(name);
    return new VerifierKey(name, keyId(name, type, key), type, key);
  }

  /** Reads a key; for the types known here the key id must be the recommended one. */
  public static VerifierKey parse(String text) throws Malformed {
    int first = text.indexOf('+');
    int second = first + 9;
    if (text.length() > MAX_CHARS
        || first < 1
        || text.length() <= second
        || text.charAt(second) != '+') {
      throw Malformed.of("公钥应写成 名称+8位十六进制+Base64", "a key is written name+8 hex digits+base64");
    }
    String name = text.substring(0, first);
    requireName(name);
    String hex = text.substring(first + 1, second);
    if (!hex.matches("[0-9a-f]{8}")) {
      throw Malformed.of("公钥编号应为 8 位十六进制", "the key id is not 8 hex digits");
    }
    byte[] typed = Base64Text.decode(text.substring(second + 1));
    if (typed.length < 2) {
      throw Malformed.of("公钥为空", "the key is empty");
    }
    byte type = typed[0];
    byte[] key = java.util.Arrays.copyOfRange(typed, 1, typed.length);
    int keyId = HexFormat.fromHexDigits(hex);
    boolean ours = type == ED25519 || type == COSIGNATURE;
    if (ours && (key.length != Ed25519.KEY_BYTES || keyId != keyId(name, type, key))) {
      throw Malformed.of("公钥编号与名称、公钥不符", "the key id does not match name and key");
    }
    return new VerifierKey(name, keyId, type, key);
  }

  /** SHA-256(name || newline || type || key), the first four bytes. */
  public static int keyId(String name, byte type, byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(type);
      return ByteBuffer.wrap(digest.digest(key)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * The check this key makes.
   *
   * @throws Malformed if the type is none of Ed25519, Ed25519 cosignature and our SM2
   */
  public NoteVerifier verifier() throws Malformed {
    return switch (type) {
      case ED25519 -> new Ed25519.Verifier(this);
      case COSIGNATURE -> new Cosignature.Verifier(this);
      case OTHER -> Sm2Note.verifier(this);
      default ->
          throw Malformed.of("不支持的签名类型 " + (type & 0xff), "unknown key type " + (type & 0xff));
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  /** The text form that {@link #parse} reads. */
  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(1 + key.length).put(type).put(key).array();
    return name + '+' + HexFormat.of().toHexDigits(keyId) + '+' + Base64Text.encode(typed);
  }

  /** Refuses an empty name and one with spaces (Unicode), plus signs or control characters. */
  static void requireName(String name) throws Malformed {
    boolean bad =
        name.isEmpty()
            || name.codePoints()
                .anyMatch(c ->
                    c == '+'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
    if (bad) {
      throw Malformed.of("密钥名称为空或含空格、加号", "a key name is empty or has spaces or plus signs");
    }
  }
}
