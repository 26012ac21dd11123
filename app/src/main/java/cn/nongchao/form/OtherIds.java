package cn.nongchao.form;

import java.util.UUID;

/**
 * Ids of things that have addresses of their own, or are told in codes. An id from outside is no
 * secret: whoever sends one that is taken is told so, and no two things answer to it.
 */
public interface OtherIds {
  boolean isTaken(UUID id);
}
