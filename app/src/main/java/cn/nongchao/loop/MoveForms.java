package cn.nongchao.loop;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FormView;
import cn.nongchao.form.FormViews;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The moves of a loop as forms on its page, for one person. */
@Component
public class MoveForms {

  private final Loops loops;
  private final FormViews views;
  private final LifeCycles lives;

  MoveForms(Loops loops, FormViews views, LifeCycles lives) {
    this.loops = loops;
    this.views = views;
    this.lives = lives;
  }

  /** What every move carries that a page knows: which entry it will be, on which version. */
  public record Stamp(UUID entry, int version) {}

  /** A form that was sent and refused. */
  public record Refused(String move, Map<String, List<String>> typed, List<Refusal> reasons) {}

  /**
   * A move on the page.
   *
   * @param form null where something keeps the person from it
   * @param why what does
   */
  public record MoveView(
      Move move, String tone, boolean open, @Nullable FormView form, @Nullable Text why) {

    /** As tests and links name it. */
    public String id() {
      return "move-" + move.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What leads on first, the others as declared; the first stands open unless one was sent. */
  public List<MoveView> of(Loop loop, String path, Viewer viewer, @Nullable Refused refused) {
    Asking asking = new Asking(viewer, loop);
    List<Offer> offers =
        loops.offers(loop, Actor.of(viewer)).stream()
            .distinct()
            .sorted(Comparator.comparing(offer -> !leadsOn(offer.edge(), loop)))
            .toList();
    Offer leading = offers.stream().filter(Offer::isOpen).findFirst().orElse(null);
    return offers.stream()
        .map(offer -> view(offer, offer == leading, loop, path, asking, refused))
        .toList();
  }

  /** Whether it leads to the next stage, as a life is declared. */
  private boolean leadsOn(Edge edge, Loop loop) {
    if (edge.stays() || !(edge.to() instanceof Enum<?> to)) return false;
    return to.ordinal() == ((Enum<?>) lives.of(loop).stage(loop.stage())).ordinal() + 1;
  }

  private MoveView view(
      Offer offer,
      boolean leads,
      Loop loop,
      String path,
      Asking asking,
      @Nullable Refused refused) {
    Move move = offer.edge().move();
    String tone = offer.edge().to() == null ? "" : offer.edge().to().tone().css();
    if (offer.why() != null) return new MoveView(move, tone, false, null, offer.why().reason());
    boolean mine = refused != null && refused.move().equals(move.name());
    String name = move.name().toLowerCase(Locale.ROOT);
    State state =
        mine
            ? new State(refused.typed(), refused.reasons(), null)
            : State.of(proposed(offer.edge().carried(), loop));
    FormView form =
        views.show(
            name,
            move.title(),
            path + "/" + offer.edge().path(),
            offer.edge().carried().record(),
            state,
            asking);
    FormView stamp =
        views.show(
            name,
            move.title(),
            "",
            Stamp.class,
            mine ? state : State.of(new Stamp(Ids.next(), loop.version())),
            asking);
    return new MoveView(
        move, tone, mine || (leads && refused == null), form.before(stamp.fields()), null);
  }

  private static <R> @Nullable R proposed(Carried<R> carried, Loop loop) {
    return carried.proposes() == null ? null : carried.proposes().apply(loop);
  }

  /** Why a form was refused that is not there any more: somebody moved the loop meanwhile. */
  public static boolean isGone(List<MoveView> moves, @Nullable Refused refused) {
    return refused != null
        && moves.stream()
            .noneMatch(m -> m.form() != null && m.move().name().equals(refused.move()));
  }
}
