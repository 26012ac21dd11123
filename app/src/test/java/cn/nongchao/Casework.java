package cn.nongchao;

import static cn.nongchao.Program.read;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Programs leading an event from step to step, for tests of what becomes of one. */
public final class Casework {

  public static final String EVENTS = "/api/v1/events";

  /** A grid of the demo district. */
  public static final String GRID = "330114003200001";

  private Casework() {}

  public static Program desk() {
    return Program.of(Cast.atHome(CasesRoles.DISPATCHER));
  }

  public static Map<String, Object> report(String channel, String words) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", Ids.next());
    report.put("channel", channel);
    report.put("category", "0201");
    report.put("words", words);
    report.put("division", GRID);
    return report;
  }

  /** An event just reported by a grid worker, as the desk reads it. */
  public static JsonNode reported(String words) {
    JsonNode taken =
        read(
            Program.of(Cast.atHome(CasesRoles.GRID_WORKER)).post(EVENTS, report("GRID", words)),
            201);
    return event(taken.path("id").asString());
  }

  /** An event as the desk reads it. */
  public static JsonNode event(String id) {
    return read(desk().get(EVENTS + "/" + id), 200);
  }

  public static JsonNode moved(Program by, JsonNode event, String move, Map<String, ?> more) {
    Map<String, Object> wish = new LinkedHashMap<>(more);
    wish.put("entry", Ids.next());
    wish.put("version", event.path("version").asInt());
    wish.put("move", move);
    return read(by.post(EVENTS + "/" + event.path("id").asString() + "/moves", wish), 200);
  }

  /** Sorted and sent to the officer's squad. */
  public static JsonNode sent(JsonNode event, Cast.Member officer) {
    JsonNode sorted = moved(desk(), event, "TRIAGED", Map.of("category", "0201"));
    return moved(desk(), sorted, "DISPATCHED", Map.of("to", officer.organisation()));
  }

  public static JsonNode closed(JsonNode event, Cast.Member officer) {
    Program squad = Program.of(officer);
    JsonNode taken = moved(squad, sent(event, officer), "ACCEPTED", Map.of());
    JsonNode handled =
        moved(
            squad,
            taken,
            "HANDLED",
            Map.of("disposition", "MANAGE", "note", "已劝离", "reply", "车辆已驶离"));
    JsonNode passed = moved(desk(), handled, "PASSED", Map.of("way", "CALL", "note", "属实"));
    return moved(desk(), passed, "CLOSED", Map.of());
  }
}
