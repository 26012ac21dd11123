package cn.nongchao.notify.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.notify.Robots;
import cn.nongchao.notify.Robots.Robot;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A robot is its unit's place's to administer. */
@Component
class RobotReach implements Reach<Robot> {

  private static final Refusal NONE =
      Refusal.of("not-found", "没有这个机器人，或不在您的范围内", "there is no such robot in your places");

  private final Robots robots;

  RobotReach(Robots robots) {
    this.robots = robots;
  }

  @Override
  public Class<Robot> type() {
    return Robot.class;
  }

  @Override
  public Outcome<Robot> find(String text, Caller caller, Collection<String> roles) {
    UUID id = Ids.read(text);
    Robot robot = id == null ? null : robots.find(id).orElse(null);
    return robot == null ? Outcome.refused(NONE) : reaches(robot, caller, roles);
  }

  @Override
  public Outcome<Robot> reaches(Robot robot, Caller caller, Collection<String> roles) {
    return robots.isWithin(robot, (Viewer) caller, roles)
        ? Outcome.done(robot)
        : Outcome.refused(NONE);
  }
}
