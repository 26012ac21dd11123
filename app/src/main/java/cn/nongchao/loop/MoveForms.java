package cn.nongchao.loop;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FormView;
import cn.nongchao.form.FormViews;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Arrays;
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

  MoveForms(Loops loops, FormViews views) {
    this.loops = loops;
    this.views = views;
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

  /** What leads on comes first and stands open unless one was sent; the others as declared. */
  public List<MoveView> of(Loop loop, String path, Viewer viewer, @Nullable Refused refused) {
    Asking asking = new Asking(viewer, loop);
    List<Offer> offers = loops.offers(loop, Actor.of(viewer)).stream().distinct().toList();
    Offer leading = leading(loop, offers);
    return offers.stream()
        .sorted(Comparator.comparing(offer -> offer != leading))
        .map(offer -> view(offer, offer == leading, loop, path, asking, refused))
        .toList();
  }

  /**
   * What leads the loop on from here; else what keeps it here. What sends it back or ends it is
   * never the first at hand, unless nothing else can be done.
   */
  private static @Nullable Offer leading(Loop loop, List<Offer> offers) {
    List<Offer> open = offers.stream().filter(Offer::isOpen).toList();
    if (open.size() == 1) return open.getFirst();
    return open.stream()
        .filter(offer -> isAsked(offer) || leadsOn(loop, offer) || offer.edge().stays())
        .min(Comparator.comparing(offer -> !(isAsked(offer) || leadsOn(loop, offer))))
        .orElse(null);
  }

  /** Whoever may make it is waited for. */
  private static boolean isAsked(Offer offer) {
    return offer.edge().by().contains(Who.asked());
  }

  private static boolean leadsOn(Loop loop, Offer offer) {
    Stage to = offer.edge().to();
    if (to == null || offer.edge().stays()) return false;
    int here =
        Arrays.stream(to.getClass().getEnumConstants())
            .filter(stage -> stage.name().equals(loop.stage()))
            .mapToInt(stage -> ((Enum<?>) stage).ordinal())
            .findFirst()
            .orElse(0);
    return ((Enum<?>) to).ordinal() > here && to.tone() != Tone.STOPPED;
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
    String name = move.name().toLowerCase(Locale.ROOT);
    State sent =
        refused != null && refused.move().equals(move.name())
            ? new State(refused.typed(), refused.reasons(), null)
            : null;
    State state = sent != null ? sent : State.of(proposed(offer.edge().carried(), loop));
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
            sent != null ? sent : State.of(new Stamp(Ids.next(), loop.version())),
            asking);
    return new MoveView(
        move, tone, sent != null || (leads && refused == null), form.before(stamp.fields()), null);
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
