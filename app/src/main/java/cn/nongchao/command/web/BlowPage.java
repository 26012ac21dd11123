package cn.nongchao.command.web;

import cn.nongchao.loop.Loop;
import cn.nongchao.people.Division;
import cn.nongchao.people.Organisation;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a call.
 *
 * @param id of the call to be
 * @param about what it is called for; null for nothing in particular
 * @param units that can be called
 * @param places to choose from, within {@code within}
 */
public record BlowPage(
    String id,
    @Nullable Loop about,
    List<Organisation> units,
    List<Division> places,
    String within,
    Typed typed) {

  private static final List<String> ORDER =
      List.of(
          Organisation.SQUAD,
          Organisation.POLICE,
          Organisation.DEPARTMENT,
          Organisation.ALLIANCE,
          Organisation.FIRM);

  public BlowPage {
    units = List.copyOf(units);
    places = List.copyOf(places);
  }

  /** Kinds of units there are, those with people to send first. */
  public List<Text> kinds() {
    return ORDER.stream()
        .filter(kind -> units.stream().anyMatch(unit -> unit.kind().equals(kind)))
        .map(Organisation.KINDS::get)
        .toList();
  }

  public List<Organisation> ofKind(Text kind) {
    return units.stream().filter(unit -> unit.kindTitle().equals(kind)).toList();
  }
}
