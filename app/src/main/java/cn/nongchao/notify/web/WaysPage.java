package cn.nongchao.notify.web;

import cn.nongchao.notify.WayKind;
import cn.nongchao.notify.Ways.NewWay;
import cn.nongchao.notify.Ways.OwnWay;
import cn.nongchao.notify.Ways.OwnedWay;
import cn.nongchao.notify.Ways.Wished;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is told.
 *
 * @param open kinds of way the installation is set up for
 * @param pushKey with which a browser subscribes; null where none can
 */
public record WaysPage(
    List<OwnedWay> ways, Set<WayKind> open, Wished wishes, @Nullable String pushKey) {

  public WaysPage {
    ways = List.copyOf(ways);
    open = Set.copyOf(open);
  }

  /** What the form for a new address begins with. */
  public NewWay fresh() {
    return new NewWay(Ids.next(), open.contains(WayKind.EMAIL) ? OwnWay.EMAIL : OwnWay.SMS, "");
  }

  public boolean mayAdd() {
    return open.contains(WayKind.EMAIL) || open.contains(WayKind.SMS);
  }
}
