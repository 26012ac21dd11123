package cn.nongchao.platform;

import java.util.List;

/** Lines of the menu that follow from something else a module declares. */
public interface MenuSource {
  List<MenuItem> items();
}
