package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.CborWriter;
import cn.nongchao.seal.cbor.Limits;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a signed message or of one of its signatures (RFC 9052 section 3). What is
 * protected wins over what is not.
 */
public final class Header {
  /** Labels of header parameters. */
  public static final long ALG = 1;

  public static final long CRIT = 2;
  public static final long CONTENT_TYPE = 3;
  public static final long KID = 4;
  public static final long TYP = 16;

  /** The parameters a sender may call critical: those that are read here. */
  private static final Set<Cbor> UNDERSTOOD =
      Set.of(Cbor.of(ALG), Cbor.of(CONTENT_TYPE), Cbor.of(KID), Cbor.of(TYP));

  private final byte[] protectedBytes;
  private final Cbor.Fields protectedFields;
  private final Cbor.Fields openFields;

  private Header(byte[] protectedBytes, Cbor.Fields protectedFields, Cbor.Fields openFields) {
    this.protectedBytes = protectedBytes;
    this.protectedFields = protectedFields;
    this.openFields = openFields;
  }

  static Outcome<Header> read(Cbor protectedItem, Cbor openItem) {
    if (!(protectedItem instanceof Cbor.Bytes(byte[] wrapped))
        || !(openItem instanceof Cbor.Fields open)) {
      return malformed();
    }
    if (wrapped.length == 0) {
      return checked(new Header(wrapped, new Cbor.Fields(Map.of()), open));
    }
    return CborReader.wellFormed(wrapped, Limits.MESSAGE)
        .then(item -> {
          if (!(item instanceof Cbor.Fields fields)) {
            return malformed();
          }
          // an empty map is signed as if it were left out (RFC 9052 section 4.4)
          byte[] signed = fields.values().isEmpty() ? new byte[0] : wrapped;
          return checked(new Header(signed, fields, open));
        });
  }

  private static Outcome<Header> checked(Header header) {
    for (Cbor.Fields fields : new Cbor.Fields[] {header.protectedFields, header.openFields}) {
      for (Cbor label : fields.values().keySet()) {
        if (!(label instanceof Cbor.Int) && !(label instanceof Cbor.Text)) {
          return malformed();
        }
      }
    }
    return header.criticalUnderstood()
        ? Outcome.of(header)
        : Outcome.refuse("签名头含有不认识的必读项。", "The header calls for something not understood here.");
  }

  private boolean criticalUnderstood() {
    if (openFields.get(CRIT) != null) {
      return false; // it must be protected
    }
    Cbor critical = protectedFields.get(CRIT);
    return critical == null
        || (critical instanceof Cbor.Items items
            && !items.values().isEmpty()
            && UNDERSTOOD.containsAll(items.values())
            && protectedFields.values().keySet().containsAll(items.values()));
  }

  /** The protected part as it is signed. */
  byte[] signedBytes() {
    return protectedBytes;
  }

  /** Whether the protected part is in the one encoding {@link CborWriter} gives. */
  public boolean deterministic() {
    return Arrays.equals(protectedBytes, CborWriter.write(protectedFields));
  }

  /** What the signature covers. */
  public Cbor.Fields protectedFields() {
    return protectedFields;
  }

  /** What anybody may have changed. */
  public Cbor.Fields openFields() {
    return openFields;
  }

  /** A parameter, from the protected part if it is there, or null. */
  public @Nullable Cbor get(long label) {
    Cbor value = protectedFields.get(label);
    return value != null ? value : openFields.get(label);
  }

  /** The algorithm, if it is one known here. */
  public Optional<Algorithm> algorithm() {
    return get(ALG) instanceof Cbor.Int(long number)
        ? Algorithm.numbered(number)
        : Optional.empty();
  }

  /** The key id, if there is one. */
  public Optional<byte[]> keyId() {
    return get(KID) instanceof Cbor.Bytes(byte[] id) ? Optional.of(id.clone()) : Optional.empty();
  }

  private static Outcome<Header> malformed() {
    return Outcome.refuse("签名头格式错误。", "The header of the signed message is malformed.");
  }
}
