package cn.nongchao.notify;

import com.fasterxml.jackson.annotation.JsonValue;

/** Names a kind of word. */
public record WordName(@JsonValue String name) {}
