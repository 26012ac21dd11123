package cn.nongchao.proof.web;

import cn.nongchao.form.Beside;
import cn.nongchao.form.Caller;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Gravity;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many alerts wait to be seen, each gravity apart: what many can cause hides nothing. */
@RestController
class AlertApi implements Beside {

  private static final Set<String> WATCHERS =
      Set.of(LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR);

  /**
   * How many wait to be seen.
   *
   * @param grave the system's own word that what it proves may be proved no more
   * @param odd where people behave unlike themselves
   * @param voice said by the public
   */
  public record Unseen(long grave, long odd, long voice) {}

  private final Alerts alerts;

  AlertApi(Alerts alerts) {
    this.alerts = alerts;
  }

  @Operation(summary = "How many alerts wait to be seen, by gravity")
  @Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/api/v1/alerts/unseen")
  Unseen unseen(Viewer viewer) {
    Map<Gravity, Long> counts = alerts.unseen(viewer.places(WATCHERS));
    return new Unseen(
        counts.getOrDefault(Gravity.GRAVE, 0L),
        counts.getOrDefault(Gravity.ODD, 0L),
        counts.getOrDefault(Gravity.VOICE, 0L));
  }

  @Override
  public String list() {
    return "alerts";
  }

  @Override
  public Object tell(@Nullable Caller caller) {
    return alerts.unseen(((Viewer) Objects.requireNonNull(caller)).places(WATCHERS));
  }
}
