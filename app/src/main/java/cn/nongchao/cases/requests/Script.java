package cn.nongchao.cases.requests;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.cases.PastEvent;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.History;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as a life of an event: opened when the file says, then as far as its status says. A
 * file tells only when a request was created and closed; the steps between are set at fixed parts
 * of that time, and their entries say so ({@code reckoned}).
 *
 * @param source name of the system the file comes from
 * @param division where the events lie
 */
record Script(String source, DivisionCode division) {

  private static final List<Leg> WAY =
      List.of(
          new Leg(EventMove.TRIAGED, 0.05),
          new Leg(EventMove.DISPATCHED, 0.10),
          new Leg(EventMove.ACCEPTED, 0.20),
          new Leg(EventMove.HANDLED, 0.90),
          new Leg(EventMove.PASSED, 0.95),
          new Leg(EventMove.CLOSED, 1.00));

  private record Leg(EventMove move, double part) {}

  PastEvent event(Request request, @Nullable String category, OrganisationId handler) {
    LoopId id = new LoopId(id(request.ref(), "", request.created()));
    Report report =
        Report.of(id, Channel.IMPORT, request.words(), division)
            .sorted(category)
            .at(request.address(), request.lat(), request.lon())
            .from(source, request.ref());
    Instant due = request.due();
    Allowance total = due == null ? Allowance.UNLIMITED : Allowance.between(request.created(), due);
    return new PastEvent(report, request.created(), total, steps(request, category, handler));
  }

  private List<History.Step> steps(
      Request request, @Nullable String category, OrganisationId handler) {
    if (request.stage() == EventStage.DECLINED) {
      return List.of(step(request, EventMove.DECLINED, request.last(), Map.of(), null));
    }
    List<History.Step> steps = new ArrayList<>();
    Duration life = Duration.between(request.created(), request.last());
    for (Leg leg : WAY.subList(0, legs(request.stage()))) {
      boolean closes = leg.move() == EventMove.CLOSED;
      Instant at =
          closes
              ? request.last()
              : request.created().plusMillis((long) (life.toMillis() * leg.part()));
      Map<String, String> data = new HashMap<>();
      if (!closes) data.put("reckoned", "yes");
      if (closes && request.duplicate()) data.put("duplicate", "yes");
      if (leg.move() == EventMove.TRIAGED && category != null) data.put("category", category);
      boolean dispatches = leg.move() == EventMove.DISPATCHED;
      if (dispatches) data.put("to", handler.toString());
      steps.add(step(request, leg.move(), at, data, dispatches ? handler : null));
    }
    return steps;
  }

  private static int legs(EventStage stage) {
    return switch (stage) {
      case TRIAGED -> 1;
      case DISPATCHED -> 2;
      case HANDLING -> 3;
      case HANDLED -> 4;
      case CLOSED -> 6;
      default -> 0;
    };
  }

  private History.Step step(
      Request request,
      EventMove move,
      Instant at,
      Map<String, String> data,
      @Nullable OrganisationId handler) {
    boolean says = move == EventMove.HANDLED || move == EventMove.DECLINED;
    String note = says ? "导入：" + request.status() : "";
    return new History.Step(id(request.ref(), move.name(), at), move, at, note, data, handler);
  }

  /**
   * An id of version 7 whose random bits come from what it names, so that the same row read again
   * makes the same id.
   */
  private UUID id(String ref, String part, Instant at) {
    byte[] hash = sha256(source + "\n" + ref + "\n" + part);
    long time = Math.max(0, at.toEpochMilli()) & 0xFFFF_FFFF_FFFFL;
    long high = (time << 16) | 0x7000L | (bits(hash, 0) & 0x0FFFL);
    long low = (bits(hash, 8) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static long bits(byte[] hash, int from) {
    return ByteBuffer.wrap(hash).getLong(from);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
