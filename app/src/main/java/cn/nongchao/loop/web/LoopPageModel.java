package cn.nongchao.loop.web;

import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.LoopView;
import cn.nongchao.platform.Typed;
import java.util.List;

/**
 * A loop's page.
 *
 * @param path where the loop's own page is
 * @param form the move whose form was sent and refused; empty for none
 * @param sent files that form had sent already
 * @param entry id for the next entry
 */
public record LoopPageModel(
    LoopView view, String path, String form, Typed typed, List<Evidence> sent, String entry) {

  public LoopPageModel {
    sent = List.copyOf(sent);
  }
}
