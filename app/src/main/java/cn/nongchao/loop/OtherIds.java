package cn.nongchao.loop;

import java.util.UUID;

/**
 * Ids of other things that are sealed beside entries. The public log holds each id once, and an id
 * from outside is no secret: whoever sends one that is taken must not stop the log with it.
 */
public interface OtherIds {
  boolean isTaken(UUID id);
}
