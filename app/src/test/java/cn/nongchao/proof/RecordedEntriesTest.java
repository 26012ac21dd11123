package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonId;
import cn.nongchao.seal.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was written and sealed before moves carried records, taken from the log of a demo district
 * of 0.1.0: its commitments come out the same, and every move's record of today reads it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedEntriesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode recorded = read();

  private static JsonNode read() {
    try (InputStream in =
        RecordedEntriesTest.class.getResourceAsStream("/recorded/entries-0.1.0.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(JsonNode row) {
    List<UUID> evidence = new ArrayList<>();
    row.path("evidence").forEach(id -> evidence.add(UUID.fromString(id.asString())));
    JsonNode person = row.path("person");
    JsonNode due = row.path("due");
    return new Entry(
        UUID.fromString(row.path("id").asString()),
        new LoopId(UUID.fromString(row.path("loop").asString())),
        row.path("kind").asString(),
        row.path("version").asInt(),
        row.path("move").asString(),
        row.path("from").isNull() ? null : row.path("from").asString(),
        row.path("to").asString(),
        Instant.parse(row.path("at").asString()),
        person.isNull() ? null : new PersonId(UUID.fromString(person.asString())),
        row.path("label").asString(),
        row.path("note").asString(),
        JSON.convertValue(row.path("data"), new TypeReference<Map<String, Object>>() {}),
        evidence,
        row.path("late").asBoolean(),
        due.isNull() ? null : Instant.parse(due.asString()));
  }

  @Test
  void whatWasSealedIsSealedTheSameToday() throws Malformed {
    assertThat(recorded.size()).isGreaterThan(20);
    for (JsonNode row : recorded) {
      byte[] salt = HexFormat.of().parseHex(row.path("salt").asString());
      byte[] commitment = EntryForm.of(entry(row), salt).commitment();
      assertThat(HexFormat.of().formatHex(commitment))
          .as(row.path("move").asString())
          .isEqualTo(row.path("commitment").asString());
    }
  }

  @Test
  void everyMovesRecordReadsWhatWasWrittenBefore() {
    Kinds kinds = RunningApp.bean(Kinds.class);
    LifeCycles lives = RunningApp.bean(LifeCycles.class);
    int read = 0;
    for (JsonNode row : recorded) {
      Entry entry = entry(row);
      LifeCycle life = lives.of(entry.kind());
      Edge edge = life.edge(entry.move());
      if (edge == null) continue; // an opening
      Object carried = kinds.carried(entry, edge.carried().record());
      assertThat(kinds.said(carried)).as(entry.move()).isNotNull();
      read++;
    }
    assertThat(read).isGreaterThan(20);
  }
}
