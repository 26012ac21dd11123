package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import java.security.KeyPair;
import java.util.Arrays;

/** A private key as one line of text, as other tools for signed notes keep it. */
record SigningKeyText(String name, KeyPair pair) {
  private static final String PREFIX = "PRIVATE+KEY+";

  static SigningKeyText parse(String text, byte type) throws Malformed {
    String[] parts = text.split("\\+", 5);
    if (!text.startsWith(PREFIX) || parts.length != 5) {
      throw Malformed.of("不是签名私钥", "not a private key for notes");
    }
    byte[] typed = Base64Text.decode(parts[4]);
    if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != type) {
      throw Malformed.of("私钥类型或长度不符", "the private key has another type or length");
    }
    KeyPair pair = Ed25519.fromSeed(Arrays.copyOfRange(typed, 1, typed.length));
    VerifierKey key = VerifierKey.of(parts[2], type, Ed25519.raw(pair.getPublic()));
    if (!key.toString().startsWith(parts[2] + '+' + parts[3] + '+')) {
      throw Malformed.of("私钥编号不符", "the private key's id does not match");
    }
    return new SigningKeyText(parts[2], pair);
  }

  /** The text of a key made from that seed. */
  static String format(String name, byte type, byte[] seed) throws Malformed {
    KeyPair pair = Ed25519.fromSeed(seed);
    String vkey = VerifierKey.of(name, type, Ed25519.raw(pair.getPublic())).toString();
    byte[] typed = new byte[1 + seed.length];
    typed[0] = type;
    System.arraycopy(seed, 0, typed, 1, seed.length);
    return PREFIX + vkey.substring(0, name.length() + 10) + Base64Text.encode(typed);
  }
}
