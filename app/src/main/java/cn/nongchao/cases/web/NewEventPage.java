package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.loop.Evidence;
import cn.nongchao.people.Division;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import java.util.List;

/**
 * The form for a new event.
 *
 * @param hotline whether it is taken down for a caller
 * @param id of the event to be
 * @param secret random text the tracking code is made from
 * @param places that can be chosen from a list: villages, each followed by its grids
 * @param within code of the area the map shows
 * @param kept photos that came with the form that was refused
 * @param calls on the hotline desk: who waits for a call-back
 */
public record NewEventPage(
    boolean hotline,
    String id,
    String secret,
    List<Category> lines,
    List<Division> places,
    String within,
    List<Call> calls,
    List<Evidence> kept,
    Typed typed) {

  /** Somebody who waits for a call-back. */
  public record Call(String id, String number, String title, Text stage, String tone) {}

  public NewEventPage {
    lines = List.copyOf(lines);
    places = List.copyOf(places);
    calls = List.copyOf(calls);
    kept = List.copyOf(kept);
  }
}
