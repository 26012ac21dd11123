package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note: {@code — <name> <base64 of key id and signature>}.
 *
 * @param signature what follows the four bytes of key id
 */
public record SignatureLine(String name, int keyId, byte[] signature) {
  static final String START = "\u2014 ";
  private static final int ID_BYTES = 4;

  public SignatureLine {
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  static SignatureLine parse(String line) throws Malformed {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(START) || space < START.length()) {
      throw Malformed.of("签名行写法不正确", "a signature line is malformed");
    }
    String name = line.substring(START.length(), space);
    VerifierKey.requireName(name);
    byte[] bytes = Base64Text.decode(line.substring(space + 1));
    if (bytes.length <= ID_BYTES) {
      throw Malformed.of("签名为空", "a signature is empty");
    }
    return new SignatureLine(
        name, ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
  }

  /** Whether this line claims to be made by that key. */
  public boolean claims(NoteVerifier key) {
    return keyId == key.keyId() && name.equals(key.name());
  }

  /** The line, with its newline. */
  @Override
  public String toString() {
    byte[] bytes =
        ByteBuffer.allocate(ID_BYTES + signature.length).putInt(keyId).put(signature).array();
    return START + name + ' ' + Base64Text.encode(bytes) + '\n';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignatureLine that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return keyId;
  }
}
