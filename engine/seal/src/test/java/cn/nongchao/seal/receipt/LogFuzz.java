package cn.nongchao.seal.receipt;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Coverage-guided search with Jazzer. Not part of a plain test run: one target at a time with
 * {@code JAZZER_FUZZ=1 mvn -pl engine/seal test -Dtest='LogFuzz#receipt'}.
 */
class LogFuzz {
  @FuzzTest(maxDuration = "60s")
  void note(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("note"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void checkpoint(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("checkpoint"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void tile(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("tile"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void bundle(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("bundle"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void proof(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("proof"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void witness(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("witness"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void receipt(byte[] bytes) {
    LogTargets.run(LogTargets.all().get("receipt"), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void json(byte[] bytes) {
    LogTargets.json(bytes);
  }
}
