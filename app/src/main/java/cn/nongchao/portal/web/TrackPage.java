package cn.nongchao.portal.web;

import cn.nongchao.platform.Ids;
import cn.nongchao.portal.web.PublicWrites.Rating;
import cn.nongchao.portal.web.PublicWrites.Reopening;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report, for whoever holds its code.
 *
 * @param code as typed, for the forms on the page
 * @param found null while no code was given, or none is known
 */
public record TrackPage(String code, @Nullable TrackJson found) {

  public Object rating() {
    return new Rating(code, Ids.next(), version(), 0, "");
  }

  public Object reopening() {
    return new Reopening(code, Ids.next(), version(), "");
  }

  private int version() {
    return found == null ? 0 : found.version();
  }
}
