package cn.nongchao.proof;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Compares every code with what was sealed of it. */
@Component
class CodeAudit {

  private static final int BATCH = 1000;

  private final CodeStore codes;
  private final CodeProof proof;

  CodeAudit(CodeStore codes, CodeProof proof) {
    this.codes = codes;
    this.proof = proof;
  }

  void compare(AuditFindings findings) {
    UUID last = new UUID(0, 0);
    while (true) {
      List<UUID> acts = codes.acts(last, BATCH);
      if (acts.isEmpty()) break;
      for (UUID act : acts) code(act, findings);
      last = acts.getLast();
    }
    codes.missing().forEach(act -> findings.add("the code of act " + act + " is gone"));
  }

  private void code(UUID act, AuditFindings findings) {
    try {
      codes
          .byAct(act)
          .flatMap(proof::difference)
          .ifPresent(what -> findings.add("code of act " + act + ": " + what));
    } catch (RuntimeException e) { // altered so that it can no longer be read
      findings.add("code of act " + act + " cannot be read: " + e);
    }
  }
}
