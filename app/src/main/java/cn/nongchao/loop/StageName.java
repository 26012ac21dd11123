package cn.nongchao.loop;

import com.fasterxml.jackson.annotation.JsonValue;

/** Names one stage of the kind a list or form is about. */
public record StageName(@JsonValue String value) {

  @Override
  public String toString() {
    return value;
  }
}
