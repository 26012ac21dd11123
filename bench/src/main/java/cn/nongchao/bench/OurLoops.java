package cn.nongchao.bench;

import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.launch.AppSession;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Event loops through the service layer: at each step the door checks graph, version and the
 * person's right by their grants, reckons the deadlines, and writes row, entry and parties as one
 * durable commit. Finding out whose session a request belongs to is the web layer's work and left
 * out, as it is for the peer.
 */
final class OurLoops implements Contender {

  private static final DivisionCode PLACE = new DivisionCode("330114003001001");

  private final Loops loops;
  private final DataSource source;
  private final Staff staff;
  private final Actor gridWorker;
  private final Actor dispatcher;
  private final Actor officer;

  OurLoops(AppSession session) {
    this.loops = session.get(Loops.class);
    this.source = session.get(DataSource.class);
    this.staff = Staff.hired(session);
    SignIn signIn = session.get(SignIn.class);
    this.gridWorker = Actor.of(signIn.viewer(staff.gridWorker()).orElseThrow());
    this.dispatcher = Actor.of(signIn.viewer(staff.dispatcher()).orElseThrow());
    this.officer = Actor.of(signIn.viewer(staff.officer()).orElseThrow());
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public void closeOne(int thread) {
    Opening opening =
        new Opening(
            LoopId.next(),
            EventLife.KIND,
            "Event of thread " + thread,
            PLACE,
            30.3,
            120.5,
            null,
            null,
            null,
            "Something lies in the road",
            Map.of("category", "road"),
            List.of());
    Loop loop = loops.open(opening, gridWorker).orThrow();
    loop =
        loops
            .move(
                order(loop, EventMove.DISPATCHED).to(staff.squad(), staff.officerId()), dispatcher)
            .orThrow();
    loop = move(loop, EventMove.ACCEPTED, officer);
    loop = move(loop, EventMove.HANDLED, officer);
    loop = move(loop, EventMove.PASSED, gridWorker);
    move(loop, EventMove.CLOSED, dispatcher);
  }

  private Loop move(Loop loop, EventMove move, Actor actor) {
    return loops.move(order(loop, move), actor).orThrow();
  }

  private static MoveOrder order(Loop loop, EventMove move) {
    UUID entry = Ids.next();
    return MoveOrder.of(entry, loop, move, "done").with(Map.of("step", move.name()));
  }

  @Override
  public long closed() throws SQLException {
    return Count.of(
        source,
        "select count(*) from loop.loops l where l.stage = 'CLOSED' and l.version = 6"
            + " and l.closed_at is not null"
            + " and (select count(*) from loop.entries e where e.loop = l.id) = 6");
  }

  @Override
  public void close() {}
}
