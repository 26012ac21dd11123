package cn.nongchao.command.web;

import cn.nongchao.loop.Loop;
import cn.nongchao.people.Division;
import cn.nongchao.people.Organisation;
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

  public BlowPage {
    units = List.copyOf(units);
    places = List.copyOf(places);
  }
}
