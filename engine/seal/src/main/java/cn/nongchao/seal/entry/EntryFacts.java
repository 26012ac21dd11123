package cn.nongchao.seal.entry;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one sealed entry says: its type and its facts.
 *
 * <p>Format: docs/formats/entry.md. The canonical form is the JSON object of the two fields {@code
 * facts} and {@code type}, written as RFC 8785 says.
 *
 * @param type what kind of thing is sealed, for instance {@code loop.entry}, {@code code.issued}:
 *     lower-case words joined by dots, at most 64 characters
 * @param facts strings, whole numbers, true and false, lists and objects of such; no nulls
 */
public record EntryFacts(String type, Map<String, Object> facts) {
  /** Longest canonical form, in bytes. */
  public static final int MAX_BYTES = 65_536;

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*");

  private static final List<String> FIELDS = List.of("facts", "type");

  public EntryFacts {
    facts = Map.copyOf(facts);
  }

  /** Reads the object a receipt holds. */
  public static EntryFacts from(Object json) throws Malformed {
    Map<String, Object> object = Json.object(json, "entry");
    Json.onlyFields(object, FIELDS);
    Object facts = object.get("facts");
    if (facts == null) {
      throw Malformed.of("缺少字段 facts", "field facts is missing");
    }
    EntryFacts entry = new EntryFacts(Json.string(object, "type"), Json.object(facts, "facts"));
    entry.canonical();
    return entry;
  }

  /** As the JSON object that is sealed. */
  public Map<String, Object> json() {
    return Map.of("type", type, "facts", facts);
  }

  /**
   * The bytes that are sealed.
   *
   * @throws Malformed if the type is not of the documented form, a fact is of a kind that cannot be
   *     sealed, or the whole is longer than {@link #MAX_BYTES}
   */
  public byte[] canonical() throws Malformed {
    if (type.length() > 64 || !TYPE.matcher(type).matches()) {
      throw Malformed.of("type 应为小写单词，以点相连", "type is not lower-case words joined by dots");
    }
    byte[] bytes = Json.canonical(json());
    if (bytes.length > MAX_BYTES) {
      throw Malformed.of("条目过长", "the entry is too long");
    }
    return bytes;
  }
}
