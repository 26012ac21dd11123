package cn.nongchao.notify;

import cn.nongchao.loop.Erases;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is kept no longer: by its age, with the loop it is about, with the person it is of. */
@Component
class Clearing implements Erases {

  private static final Duration UNCONFIRMED = Duration.ofDays(1);

  private final NoticeStore notices;
  private final WayStore ways;
  private final Staff staff;
  private final NotifySettings settings;
  private final Clock clock;

  Clearing(NoticeStore notices, WayStore ways, Staff staff, NotifySettings settings, Clock clock) {
    this.notices = notices;
    this.ways = ways;
    this.staff = staff;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      cron = "${nongchao.notify.clearing:0 20 2 * * *}",
      zone = "${nongchao.zone:Asia/Shanghai}")
  @Transactional
  void run() {
    Instant now = clock.instant();
    if (settings.kept().isPositive()) notices.forgetBefore(now.minus(settings.kept()));
    ways.removeUnconfirmed(now.minus(UNCONFIRMED));
    Set<PersonId> kept = ways.people();
    Set<PersonId> active = staff.active(kept);
    kept.stream().filter(person -> !active.contains(person)).forEach(ways::forget);
  }

  /** That somebody's account had to do with a report is of them. */
  @Override
  public void erase(LoopId loop, Instant at) {
    notices.forget(loop);
  }

  @Override
  public List<String> tables() {
    return List.of("notify.notices");
  }
}
