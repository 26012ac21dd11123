package cn.nongchao.notify.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.notify.Failures;
import cn.nongchao.notify.Failures.Failure;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was not delivered lies where whoever it was for works. */
@Component
class FailureReach implements Reach<Failure> {

  private static final Refusal NONE =
      Refusal.of("not-found", "没有这条未送达的提醒，或不在您的范围内", "there is no such thing in your places");

  private final Failures failures;

  FailureReach(Failures failures) {
    this.failures = failures;
  }

  @Override
  public Class<Failure> type() {
    return Failure.class;
  }

  @Override
  public Outcome<Failure> find(String text, Caller caller, Collection<String> roles) {
    UUID id = Ids.read(text);
    Failure failure = id == null ? null : failures.find(id).orElse(null);
    return failure == null ? Outcome.refused(NONE) : reaches(failure, caller, roles);
  }

  @Override
  public Outcome<Failure> reaches(Failure failure, Caller caller, Collection<String> roles) {
    boolean within =
        ((Viewer) caller).places(roles).stream().anyMatch(own -> own.contains(failure.place()));
    return within ? Outcome.done(failure) : Outcome.refused(NONE);
  }
}
