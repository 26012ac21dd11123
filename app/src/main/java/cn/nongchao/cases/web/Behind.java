package cn.nongchao.cases.web;

import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Indicators.By;
import cn.nongchao.loop.LoopId;
import cn.nongchao.platform.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for behind the indicators.
 *
 * @param by the breakdown within which {@code key} names a line; null for all of them
 */
record Behind(IndicatorsWish wish, Counted figure, @Nullable By by, String key) {

  /** The end of a page, as the next begins; it is none of another figure's. */
  String next(LoopId last) {
    return last + "." + asked();
  }

  /** The last one of the page before; null where the text is no end of a page of these. */
  @Nullable LoopId last(@Nullable String after) {
    String end = "." + asked();
    if (after == null || !after.endsWith(end)) return null;
    return LoopId.read(after.substring(0, after.length() - end.length()));
  }

  private String asked() {
    return Fingerprint.brief(wish.query(), figure, by, key);
  }
}
