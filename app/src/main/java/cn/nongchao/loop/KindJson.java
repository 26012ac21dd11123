package cn.nongchao.loop;

import cn.nongchao.people.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs are told of loops of a kind, where a module tells more than the general API. */
public interface KindJson {

  String kind();

  /** Class of the answer, for the schema. */
  Class<?> type();

  /**
   * @param moves names of the moves the caller may make now
   * @return null where there is no such thing any more
   */
  @Nullable Object of(Loop loop, List<String> moves, Viewer viewer);
}
