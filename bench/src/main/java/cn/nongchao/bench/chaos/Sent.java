package cn.nongchao.bench.chaos;

import java.util.Arrays;
import java.util.UUID;

/**
 * A write under an id of its sender's.
 *
 * @param id of the entry or file it makes
 * @param loop the event it belongs to
 * @param body as it is sent, each time the same
 */
record Sent(What what, UUID id, UUID loop, String path, String type, byte[] body) {

  enum What {
    REPORT,
    MOVE,
    FILE
  }

  Sent {
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sent that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return what + " " + id + " " + path + " (" + Arrays.hashCode(body) + ")";
  }
}
