package cn.nongchao.seal.status;

import cn.nongchao.seal.FormatVectors;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Tally;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.Examples;
import cn.nongchao.seal.code.Profile;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The vectors that go with docs/formats/status-list.md. They are read, not made again: another zlib
 * may compress the same list into other bytes.
 */
class StatusFormatVectorTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final long KEEP = 7 * 86_400L;

  @Test
  void published() {
    FormatVectors.write("status-list", vectors());
    JsonNode vectors = FormatVectors.published("status-list");
    Tally tally = new Tally("formats/status-list");
    for (JsonNode list : vectors.path("lists")) {
      String name = list.path("name").asString();
      CodeKeys keys = CodeKeys.of(CodeKey.read(list.path("key").asString()).orThrow());
      byte[] token = HEX.parseHex(list.path("token_hex").asString());
      long now = list.path("read_at").asLong();
      Outcome<SignedStatusList> read = SignedStatusList.read(token, keys, now);
      tally.check(name, read.ok() == list.path("accepted").asBoolean());
      if (read instanceof Outcome.Got<SignedStatusList>(SignedStatusList got)) {
        for (JsonNode status : list.path("statuses")) {
          Status expected = Status.valueOf(status.path("status").asString());
          tally.check(name + " " + status, got.at(status.path("index").asLong()) == expected);
        }
      }
    }
    tally.done();
  }

  private static Map<String, Object> vectors() {
    List<Object> lists = new ArrayList<>();
    Map<Long, Status> marks = new TreeMap<>();
    for (Status status : List.of(Status.REVOKED, Status.SUSPENDED, Status.CORRECTED)) {
      marks.put(2L * StatusList.SIZE + 5 * status.ordinal(), status);
      marks.put(3L * StatusList.SIZE - status.ordinal(), status);
    }
    for (Profile profile : Profile.values()) {
      lists.add(list(profile.label(), profile, StatusList.of(2, marks), marks, 0));
    }
    StatusList none = StatusList.allValid(0);
    lists.add(list("all valid", Profile.ED25519, none, Map.of(), KEEP));
    lists.add(list("expired", Profile.ED25519, none, Map.of(), KEEP + 1));
    lists.add(list("from the future", Profile.ED25519, none, Map.of(), -301));
    Map<String, Object> altered = list("altered", Profile.ED25519, none, Map.of(), 0);
    altered.compute("token_hex", (_, hex) -> altered(String.valueOf(hex)));
    altered.put("accepted", false);
    lists.add(altered);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "docs/formats/status-list.md");
    all.put("lists", lists);
    return all;
  }

  private static String altered(String hex) {
    byte[] token = HEX.parseHex(hex);
    token[token.length / 2] ^= 1;
    return HEX.formatHex(token);
  }

  private static Map<String, Object> list(
      String name, Profile profile, StatusList list, Map<Long, Status> marks, long later) {
    CodeSigner signer = Examples.signer(profile);
    byte[] token = list.sign(signer, Examples.SITE, Examples.NOON, KEEP, 3600);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", name);
    out.put("key", signer.key().toString());
    out.put("token_hex", HEX.formatHex(token));
    out.put("read_at", Examples.NOON + later);
    out.put("accepted", later >= -300 && later <= KEEP);
    List<Object> statuses = new ArrayList<>();
    Map<Long, Status> told = new TreeMap<>(marks);
    told.put(list.number() * StatusList.SIZE, list.at(list.number() * StatusList.SIZE));
    told.put((list.number() + 1) * StatusList.SIZE, Status.UNKNOWN);
    told.forEach((index, status) -> {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("index", index);
      line.put("status", status.name());
      statuses.add(line);
    });
    out.put("statuses", statuses);
    return out;
  }
}
