package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * One loop as a line of a list.
 *
 * @param path of its page
 * @param late past the deadline of its stage or of the whole
 */
public record LoopLine(
    Loop loop,
    String path,
    Text kind,
    Stage stage,
    String place,
    @Nullable String handler,
    @Nullable String assignee,
    boolean late) {}
