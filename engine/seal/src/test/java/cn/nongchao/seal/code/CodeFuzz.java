package cn.nongchao.seal.code;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Coverage-guided search with Jazzer. Not part of a plain test run: one target at a time with
 * {@code JAZZER_FUZZ=1 mvn -pl engine/seal test -Dtest='CodeFuzz#token'}.
 */
class CodeFuzz {
  private static void feed(String target, byte[] bytes) {
    CodeTargets.all().get(target).accept(bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void token(byte[] bytes) {
    feed("token", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void claims(byte[] bytes) {
    feed("claims", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void link(byte[] bytes) {
    feed("link", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void key(byte[] bytes) {
    feed("key", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void cose(byte[] bytes) {
    feed("cose", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void cbor(byte[] bytes) {
    feed("cbor", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void base45(byte[] bytes) {
    feed("base45", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void inflate(byte[] bytes) {
    feed("inflate", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void status(byte[] bytes) {
    feed("status", bytes);
  }
}
