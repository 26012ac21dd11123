package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.Timeline;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event as one person may see it.
 *
 * @param staff whether the viewer works here: a reporter sees what reporters are told
 * @param category the line it was sorted by, as it was then; null before
 * @param lead who answers for that line
 * @param reported what the report itself came with
 * @param told what the reporter is told
 * @param reason the last step, where it says why the event is back, waits or needs others
 * @param alike events that may be the same
 * @param merged numbers of events merged into this one, by their address
 * @param mergedInto the event that goes on for this one
 * @param moves what the viewer may do now, by name
 * @param lines of the responsibility list, where the viewer may sort
 * @param targets where it can be sent, where the viewer may dispatch or ask for help
 * @param staffOf the organisation whose people are shown
 * @param people there
 * @param officers of the organisation in hand, where the viewer may say it is handled
 * @param mayCall whether the viewer may read the reporter's phone
 * @param form the move whose form was sent or is open; empty for none
 * @param typed that form as it was sent
 * @param kept files that came with the form that was refused, by field
 * @param entry id for the entry of the next move
 */
public record EventPage(
    LoopView view,
    EventFacts facts,
    boolean staff,
    @Nullable Category category,
    String lead,
    String assisting,
    List<Evidence> reported,
    List<PublicTimeline.Line> told,
    Timeline.@Nullable Line reason,
    List<Alike> alike,
    Map<String, String> merged,
    @Nullable String mergedInto,
    List<String> moves,
    List<Category> lines,
    List<Target> targets,
    @Nullable OrganisationId staffOf,
    List<Colleague> people,
    List<Colleague> officers,
    boolean mayCall,
    String form,
    Typed typed,
    Map<String, List<Evidence>> kept,
    String entry) {

  /** Another event that may be the same. */
  public record Alike(
      String id, String number, String title, Text stage, String tone, long metres) {}

  /**
   * An organisation it can be sent to.
   *
   * @param open loops it has in hand
   * @param part what the responsibility list makes of it for this event
   */
  public record Target(
      OrganisationId id, String name, Text kind, String specialty, int open, Part part) {}

  /** An organisation's part by the responsibility list. */
  public enum Part {
    LEAD,
    ASSISTS,
    NONE
  }

  /**
   * A person it can be sent to, or who can act.
   *
   * @param open loops in hand
   * @param last where the last of them is; empty where there is none
   * @param licence last day of their law-enforcement licence; null without a valid one
   * @param endless whether the licence has no last day
   */
  public record Colleague(
      PersonId id,
      String name,
      String title,
      int open,
      String last,
      @Nullable LocalDate licence,
      boolean endless) {

    public boolean licensed() {
      return endless || licence != null;
    }
  }

  public EventPage {
    told = List.copyOf(told);
    alike = List.copyOf(alike);
    merged = Map.copyOf(merged);
    moves = List.copyOf(moves);
    reported = List.copyOf(reported);
    lines = List.copyOf(lines);
    targets = List.copyOf(targets);
    people = List.copyOf(people);
    officers = List.copyOf(officers);
    kept = Map.copyOf(kept);
  }

  public Loop loop() {
    return view.loop();
  }

  /** Files already sent into one field of a move's form. */
  public List<Evidence> kept(String move, String field) {
    return form.equals(move) ? kept.getOrDefault(field, List.of()) : List.of();
  }

  public boolean can(String move) {
    return moves.contains(move);
  }

  /** Whether a move's form stands open: the one sent, else the one that leads on. */
  public boolean open(String move) {
    if (can(form)) return form.equals(move);
    return !moves.isEmpty() && moves.getFirst().equals(move);
  }

  /** Why a form was refused that is not there any more: somebody moved the event meanwhile. */
  public List<Text> gone() {
    return form.isEmpty() || can(form) ? List.of() : typed.beside();
  }

  /** What was typed into a form that is not there any more. */
  public List<String> leftOver() {
    return Stream.of("note", "reply").map(typed::one).filter(text -> !text.isBlank()).toList();
  }

  /** What was typed into a move's form. */
  public Typed typed(String move) {
    return form.equals(move) ? typed : Typed.nothing();
  }
}
