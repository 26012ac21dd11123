package cn.nongchao.cases;

import cn.nongchao.people.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an event was handled.
 *
 * @param act for {@link Disposition#ENFORCE} only: what was done in law
 * @param officers for enforcement: at least two, each with a valid licence, the one who records
 *     among them
 * @param subject towards whom: a firm's unified social credit code, or empty; never a person's name
 * @param reply what whoever reported it is told; the note stays among those who handle it
 * @param before photos from before, of those in the step's evidence
 * @param after photos from after
 */
public record Handling(
    Disposition disposition,
    @Nullable Act act,
    List<PersonId> officers,
    String subject,
    String reply,
    List<UUID> before,
    List<UUID> after) {

  public Handling {
    officers = List.copyOf(officers);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  public static Handling by(Disposition disposition) {
    return new Handling(disposition, null, List.of(), "", "", List.of(), List.of());
  }

  public Handling telling(String answer) {
    return new Handling(disposition, act, officers, subject, answer, before, after);
  }

  public Handling showing(List<UUID> photosBefore, List<UUID> photosAfter) {
    return new Handling(disposition, act, officers, subject, reply, photosBefore, photosAfter);
  }

  public static Handling enforcing(Act act, List<PersonId> officers, String subject) {
    return new Handling(Disposition.ENFORCE, act, officers, subject, "", List.of(), List.of());
  }
}
