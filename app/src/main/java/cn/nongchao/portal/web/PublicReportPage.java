package cn.nongchao.portal.web;

import cn.nongchao.loop.Evidence;
import cn.nongchao.people.Division;
import cn.nongchao.platform.Typed;
import cn.nongchao.proof.IssuedCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public form.
 *
 * @param id of the event to be
 * @param secret random text the tracking code is made from
 * @param form mark of when the form was handed out
 * @param within code of the area the map shows
 * @param kept photos that came with the form that was refused
 * @param about the act complained of; null for any other report
 */
public record PublicReportPage(
    String id,
    String secret,
    String form,
    List<Division> places,
    String within,
    List<Evidence> kept,
    @Nullable IssuedCode about,
    Typed typed) {

  public PublicReportPage {
    places = List.copyOf(places);
    kept = List.copyOf(kept);
  }
}
