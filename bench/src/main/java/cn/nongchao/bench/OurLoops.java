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
 * Event loops through the service layer. Before each step the person is read by their session, as
 * for every request; then the door checks graph, version and right, reckons the deadlines, and
 * writes row, entry and parties in one transaction.
 */
final class OurLoops implements Contender {

  private static final DivisionCode PLACE = new DivisionCode("330114003001001");

  private final Loops loops;
  private final SignIn signIn;
  private final DataSource source;
  private final Staff staff;

  OurLoops(AppSession session) {
    this.loops = session.get(Loops.class);
    this.signIn = session.get(SignIn.class);
    this.source = session.get(DataSource.class);
    this.staff = Staff.hired(session);
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
    Loop loop = loops.open(opening, actor(staff.gridWorker())).orThrow();
    loop =
        loops
            .move(
                order(loop, EventMove.DISPATCHED).to(staff.squad(), staff.officerId()),
                actor(staff.dispatcher()))
            .orThrow();
    loop = move(loop, EventMove.ACCEPTED, staff.officer());
    loop = move(loop, EventMove.HANDLED, staff.officer());
    loop = move(loop, EventMove.PASSED, staff.gridWorker());
    move(loop, EventMove.CLOSED, staff.dispatcher());
  }

  private Loop move(Loop loop, EventMove move, String token) {
    return loops.move(order(loop, move), actor(token)).orThrow();
  }

  private static MoveOrder order(Loop loop, EventMove move) {
    UUID entry = Ids.next();
    return MoveOrder.of(entry, loop, move, "done").with(Map.of("step", move.name()));
  }

  private Actor actor(String token) {
    return Actor.of(signIn.viewer(token).orElseThrow());
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
