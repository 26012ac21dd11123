package cn.nongchao.seal.code;

import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.cose.CoseSign1;
import cn.nongchao.seal.cose.Header;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.BigIntegers;

/** Tokens a careless reader would take, each with what is wrong; most have a good signature. */
final class WrongCodes {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger ED25519_ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final CodeSigner signer = Examples.signer(Profile.ED25519);
  private final byte[] good = ActCode.issue(Examples.claims(), signer).orThrow().bytes();
  private final byte[] payload = Claims.write(Examples.claims());

  static Map<String, byte[]> all() {
    return new WrongCodes().collect();
  }

  private Map<String, byte[]> collect() {
    Map<String, byte[]> wrong = new LinkedHashMap<>();
    wrong.put("one bit of the claims altered", flipped(40));
    wrong.put("one bit of the key id altered", flipped(8));
    wrong.put("last byte of the signature altered", flipped(good.length - 1));
    wrong.put("signed by another key under this key's id", byAnotherKey());
    wrong.put("Ed25519 signature with the order added to S", plusOrder());
    wrong.put("ES256 signature with n - s in place of s", twin());
    wrong.put("no tag", Arrays.copyOfRange(good, 1, good.length));
    wrong.put("tag 61 around the message", joined(new byte[] {(byte) 0xd8, 0x3d}, good));
    wrong.put("a byte after the message", joined(good, new byte[] {0}));
    wrong.put("tag not in its shortest form", longTag());
    wrong.put("key id repeated in the unprotected header", withOpenHeader());
    wrong.put("a further parameter in the protected header", withContentType());
    wrong.put("signed claims, keys not sorted", signed(unsorted()));
    wrong.put("signed claims, issuer as a string of indefinite length", signed(indefinite()));
    wrong.put("signed claims, one claim too many", signed(with(5, Cbor.of(0))));
    wrong.put("signed claims, time of issue below zero", signed(with(6, Cbor.of(-1))));
    wrong.put("signed claims, time of issue as text", signed(with(6, Cbor.of("now"))));
    wrong.put("signed claims, act id of 15 bytes", signed(with(7, Cbor.of(new byte[15]))));
    wrong.put("signed claims, issuer empty", signed(with(1, Cbor.of(""))));
    wrong.put("signed claims, licence number as text", signed(act(2, licenceAsText())));
    wrong.put("signed claims, kind in capitals", signed(act(0, Cbor.of("FIX"))));
    wrong.put("signed claims, packed credit code out of range", signed(act(1, outOfRange())));
    wrong.put("signed claims, leaf of 32 bytes", signed(act(3, Cbor.of(new byte[32]))));
    wrong.put("signed claims, status index of 2^32", signed(act(4, Cbor.of(1L << 32))));
    wrong.put("longer than 260 bytes", signed(act(2, new Cbor.Items(eightLong()))));
    return wrong;
  }

  private byte[] flipped(int at) {
    byte[] copy = good.clone();
    copy[at] ^= 1;
    return copy;
  }

  private byte[] byAnotherKey() {
    CodeSigner other = CodeSigner.of(Examples.ISSUER, Profile.ED25519, Examples.secret(99));
    Map<Cbor, Cbor> header = Map.of(Cbor.of(Header.KID), Cbor.of(signer.key().id()));
    return CoseSign1.sign(header, payload, other.signer());
  }

  private byte[] plusOrder() {
    byte[] copy = good.clone();
    byte[] s = reversed(Arrays.copyOfRange(copy, copy.length - 32, copy.length));
    BigInteger sum = new BigInteger(1, s).add(ED25519_ORDER);
    byte[] changed = reversed(BigIntegers.asUnsignedByteArray(32, sum));
    System.arraycopy(changed, 0, copy, copy.length - 32, 32);
    return copy;
  }

  private byte[] twin() {
    byte[] es256 =
        ActCode.issue(Examples.claims(), Examples.signer(Profile.ES256)).orThrow().bytes();
    byte[] s = Arrays.copyOfRange(es256, es256.length - 32, es256.length);
    BigInteger other = P256_ORDER.subtract(new BigInteger(1, s));
    BigIntegers.asUnsignedByteArray(other, es256, es256.length - 32, 32);
    return es256;
  }

  private byte[] longTag() {
    return joined(new byte[] {(byte) 0xd8, 18}, Arrays.copyOfRange(good, 1, good.length));
  }

  private byte[] withOpenHeader() {
    Cbor.Tagged message = (Cbor.Tagged) read(good);
    List<Cbor> parts = new ArrayList<>(((Cbor.Items) message.item()).values());
    parts.set(1, new Cbor.Fields(Map.of(Cbor.of(Header.KID), Cbor.of(signer.key().id()))));
    return CborWriter.write(new Cbor.Tagged(18, new Cbor.Items(parts)));
  }

  private byte[] withContentType() {
    Map<Cbor, Cbor> header =
        Map.of(
            Cbor.of(Header.KID),
            Cbor.of(signer.key().id()),
            Cbor.of(Header.CONTENT_TYPE),
            Cbor.of(0));
    return CoseSign1.sign(header, payload, signer.signer());
  }

  /** The first two claims exchanged: iss is 12 bytes with its key, iat 6. */
  private byte[] unsorted() {
    byte[] iss = Arrays.copyOfRange(payload, 1, 12);
    byte[] iat = Arrays.copyOfRange(payload, 12, 18);
    byte[] rest = Arrays.copyOfRange(payload, 18, payload.length);
    return joined(new byte[] {payload[0]}, joined(iat, joined(iss, rest)));
  }

  /** 01 69 "330114013" becomes 01 7f 69 "330114013" ff. */
  private byte[] indefinite() {
    byte[] head = {payload[0], payload[1], 0x7f};
    byte[] issuer = Arrays.copyOfRange(payload, 2, 12);
    byte[] rest = Arrays.copyOfRange(payload, 12, payload.length);
    return joined(head, joined(issuer, joined(new byte[] {(byte) 0xff}, rest)));
  }

  private byte[] with(long claim, Cbor value) {
    Map<Cbor, Cbor> claims = new HashMap<>(((Cbor.Fields) read(payload)).values());
    claims.put(Cbor.of(claim), value);
    return CborWriter.write(new Cbor.Fields(claims));
  }

  private byte[] act(int place, Cbor value) {
    Cbor.Items act = (Cbor.Items) ((Cbor.Fields) read(payload)).get(-65537);
    List<Cbor> parts = new ArrayList<>(act.values());
    parts.set(place, value);
    return with(-65537, new Cbor.Items(parts));
  }

  private static Cbor licenceAsText() {
    return Cbor.items(Cbor.of("33011401023"));
  }

  private static Cbor outOfRange() {
    byte[] most = new byte[11];
    Arrays.fill(most, (byte) 0xff);
    return Cbor.of(most);
  }

  private static List<Cbor> eightLong() {
    return java.util.Collections.nCopies(8, Cbor.of("A-1234567890-123456789"));
  }

  private byte[] signed(byte[] claims) {
    Map<Cbor, Cbor> header = Map.of(Cbor.of(Header.KID), Cbor.of(signer.key().id()));
    return CoseSign1.sign(header, claims, signer.signer());
  }

  private static Cbor read(byte[] bytes) {
    return CborReader.wellFormed(bytes, Limits.MESSAGE).orThrow();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}
