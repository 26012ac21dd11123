package cn.nongchao.proof.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A code is changed by those who answer for its act; others may look at it. */
@Component
class CodeReach implements Reach<IssuedCode> {

  private final Codes codes;

  CodeReach(Codes codes) {
    this.codes = codes;
  }

  @Override
  public Class<IssuedCode> type() {
    return IssuedCode.class;
  }

  @Override
  public Outcome<IssuedCode> find(String text, Caller caller, Collection<String> roles) {
    UUID act = Ids.read(text);
    IssuedCode code = act == null ? null : codes.find(act).orElse(null);
    return code == null ? Outcome.refused(Codes.NONE) : reaches(code, caller, roles);
  }

  @Override
  public Outcome<IssuedCode> reaches(IssuedCode code, Caller caller, Collection<String> roles) {
    return codes.changing(code, (Viewer) caller);
  }
}
