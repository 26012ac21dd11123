package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One loop with everything the shared parts of a page show, for one viewer.
 *
 * @param kind as words
 * @param place from the street down
 * @param handler name of the organisation it is with; null for none
 * @param assignee name of the person it is with; null for none
 * @param moves what the viewer may do now
 */
public record LoopView(
    Loop loop,
    Text kind,
    Stage stage,
    String place,
    @Nullable String handler,
    @Nullable String assignee,
    Timeline timeline,
    GraphDrawing graph,
    List<LifeCycle.Edge> moves) {

  public LoopView {
    moves = List.copyOf(moves);
  }
}
