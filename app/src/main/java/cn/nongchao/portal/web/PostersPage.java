package cn.nongchao.portal.web;

import cn.nongchao.people.DivisionCode;
import java.util.List;

/**
 * What hangs on walls and lamp posts.
 *
 * @param local whether the address leads nowhere but to this machine
 */
public record PostersPage(
    DivisionCode at, String name, boolean labels, List<Poster> posters, boolean local) {

  /**
   * One of them.
   *
   * @param qr an SVG drawing
   */
  public record Poster(String place, String address, String qr) {}

  public PostersPage {
    posters = List.copyOf(posters);
  }
}
