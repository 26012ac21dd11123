package cn.nongchao.seal.receipt;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.Commitment;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.json.Json;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.tlog.TlogProof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A receipt: an entry, its salt, and the proof that the log holds it.
 *
 * <p>Format: docs/formats/receipt.md. A JSON object of five fields in canonical form (RFC 8785)
 * with one newline at the end; {@code proof} is the text of c2sp.org/tlog-proof. A file that is not
 * byte for byte that form is refused, so nothing in it can be changed without notice.
 */
public record Receipt(SealedEntry entry, TlogProof proof) {
  /** Value of the field {@code format}. */
  public static final String FORMAT = "nongchao-receipt-v1";

  /** Longest file read, in bytes. */
  public static final int MAX_BYTES = 262_144;

  private static final List<String> FIELDS = List.of("check", "entry", "format", "proof", "salt");

  public static Receipt parse(byte[] file) throws Malformed {
    Map<String, Object> fields = Json.object(Json.parse(file, MAX_BYTES), "receipt");
    Json.onlyFields(fields, FIELDS);
    if (!Json.string(fields, "format").equals(FORMAT)) {
      throw Malformed.of("format 不是 " + FORMAT, "format is not " + FORMAT);
    }
    Object entry = fields.get("entry");
    if (entry == null) {
      throw Malformed.of("缺少字段 entry", "field entry is missing");
    }
    byte[] salt = Base64Text.decode(Json.string(fields, "salt"), Commitment.SIZE);
    Receipt receipt =
        new Receipt(
            new SealedEntry(EntryFacts.from(entry), salt), proof(Json.string(fields, "proof")));
    if (!Arrays.equals(receipt.bytes(), file)) {
      throw Malformed.of("不是规范写法，文件可能被改动过", "not in canonical form: the file was edited");
    }
    return receipt;
  }

  /** A proof as receipts hold it: nothing unsigned beside it, no line twice. */
  private static TlogProof proof(String text) throws Malformed {
    TlogProof proof = TlogProof.parse(text);
    long lines = proof.checkpoint().lines().stream().map(Receipt::signer).distinct().count();
    if (proof.extra() != null || lines != proof.checkpoint().lines().size()) {
      throw Malformed.of("证明含有附加数据或重复签名", "the proof holds extra data or a line twice");
    }
    return proof;
  }

  private static String signer(SignatureLine line) {
    return line.keyId() + " " + line.name();
  }

  /**
   * The file.
   *
   * @throws Malformed if the entry cannot be sealed
   */
  public byte[] bytes() throws Malformed {
    Map<String, Object> fields = new HashMap<>();
    fields.put("format", FORMAT);
    fields.put("entry", entry.facts().json());
    fields.put("salt", Base64Text.encode(entry.salt()));
    fields.put("proof", proof.toString());
    fields.put("check", Base64Text.encode(sum(fields)));
    byte[] json = Json.canonical(fields);
    byte[] file = Arrays.copyOf(json, json.length + 1);
    file[json.length] = '\n';
    return file;
  }

  /**
   * SHA-256 of the other fields. Not a proof of anything: it finds damage in the one part no
   * trusted key covers, the signature lines of signers the reader does not know.
   */
  static byte[] sum(Map<String, Object> fields) throws Malformed {
    Map<String, Object> others = new HashMap<>(fields);
    others.remove("check");
    try {
      return MessageDigest.getInstance("SHA-256").digest(Json.canonical(others));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The file as text. */
  public String text() throws Malformed {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
