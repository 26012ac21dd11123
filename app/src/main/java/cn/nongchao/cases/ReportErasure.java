package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Told;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Audit;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.Erasures;
import cn.nongchao.proof.Erasures.Erased;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases what reports say of persons (个人信息保护法 第四十七条): on request by those who answer for the event,
 * and when its time is over. What was done, by whom and when, stays; so does the code of an act of
 * law, whose file other laws keep.
 */
@Component
@Transactional
public class ReportErasure {

  /** Who may, over the event. */
  public static final Set<String> ROLES = Set.of(CasesRoles.CLERK, PeopleRoles.ADMINISTRATOR);

  /** Why: the cases of the law. Not in free words: the audit log is for ever. */
  public enum Why implements Titled {
    @Words(zh = "上报人要求删除、撤回同意", en = "Its reporter asks for it, or withdraws consent")
    ASKED,
    @Words(zh = "处理目的已实现，不再必要", en = "Its purpose is fulfilled, it is needed no more")
    DONE,
    @Words(zh = "违反法律法规或约定处理", en = "It was processed against law or promise")
    UNLAWFUL
  }

  /** In the audit log, of what went because its time was over. */
  static final String TERM = "TERM";

  private static final Refusal OPEN =
      Refusal.of("not-allowed", "办结后才能删除个人信息", "personal data is erased once the event is closed");

  private final EventStore store;
  private final Loops loops;
  private final Erasures erasures;
  private final Audit audit;

  ReportErasure(EventStore store, Loops loops, Erasures erasures, Audit audit) {
    this.store = store;
    this.loops = loops;
    this.erasures = erasures;
    this.audit = audit;
  }

  /**
   * What went.
   *
   * @param events how many
   * @param left others of the same phone, that are open or not the actor's to erase
   */
  public record Done(int events, int left) implements Told {

    @Override
    public Text told() {
      Text done =
          Text.of("已删除 " + events + " 件事件中的个人信息", "Personal data is erased; events: " + events);
      return left == 0
          ? done
          : Text.of(
              done.zh() + "；同一电话另有 " + left + " 件未办结或不归您管，没有删除",
              done.en() + "; " + left + " of the same phone are open or not yours, and stay");
    }
  }

  /** The event, and all others reported with the same phone where that is wished. */
  public Outcome<Done> erase(Loop loop, Why why, boolean samePhone, Viewer viewer) {
    // What hangs on an event goes with it; alone, an order names nobody who reported.
    if (!loop.kind().equals(EventLife.KIND)) return Outcome.refused(Events.NONE);
    if (loop.isOpen()) return Outcome.refused(OPEN);
    int events = 1;
    int left = 0;
    for (LoopId other : samePhone ? store.samePhone(loop.id()) : List.<LoopId>of()) {
      Loop found = loops.find(other, viewer).filter(one -> mayErase(one, viewer)).orElse(null);
      if (found == null) {
        left++;
      } else {
        Outcome<Erased> erased = erase(found.id(), why.name(), viewer.id());
        if (erased instanceof Outcome.Refused<Erased> refused) return refused.as();
        events++;
      }
    }
    Done done = new Done(events, left);
    return erase(loop.id(), why.name(), viewer.id()).map(erased -> done);
  }

  private static boolean mayErase(Loop loop, Viewer viewer) {
    List<OrganisationId> hands = loop.handler() == null ? List.of() : List.of(loop.handler());
    return !loop.isOpen() && viewer.holdsOver(ROLES, loop.division(), hands);
  }

  /** What is over its time goes with every file; nobody in particular erases it. */
  Outcome<Erased> over(LoopId event) {
    return erase(event, TERM, null);
  }

  private Outcome<Erased> erase(LoopId event, String why, @Nullable PersonId by) {
    boolean over = why.equals(TERM);
    Instant before = store.facts(event).map(EventFacts::erasedAt).orElse(null);
    if (before != null && !over) return Outcome.done(new Erased(before, 0));
    Outcome<Erased> outcome = erasures.erase(event, over);
    if (!(outcome instanceof Outcome.Done<Erased>(Erased erased))) return outcome;
    if (over) store.isOver(event, erased.at());
    audit.record(
        "reporter-erased",
        by,
        event.toString(),
        Map.of("grounds", why, "files", Integer.toString(erased.files())));
    return outcome;
  }
}
