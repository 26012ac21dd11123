package cn.nongchao.notify;

import cn.nongchao.people.Qualification;
import cn.nongchao.people.Staff;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells whoever holds a paper that it ends within thirty days, once a paper and last day. */
@Component
class LicencesEnding {

  private static final Logger LOG = LoggerFactory.getLogger(LicencesEnding.class);
  private static final int DAYS = 30;

  private final Staff staff;
  private final Telling telling;
  private final Settings settings;
  private final Clock clock;

  LicencesEnding(Staff staff, Telling telling, Settings settings, Clock clock) {
    this.staff = staff;
    this.telling = telling;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "PT1M",
      fixedDelayString = "${nongchao.notify.licences-delay:PT6H}")
  void look() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
    for (Qualification paper : staff.ending(today, today.plusDays(DAYS))) {
      try {
        telling.tell(java.util.List.of(notice(paper)));
      } catch (RuntimeException e) { // this one waits, the others are told
        LOG.error("nobody is told of paper {}", paper.id(), e);
      }
    }
  }

  private Notice notice(Qualification paper) {
    String what = "paper " + paper.id() + " " + paper.validTo();
    LocalDate last = paper.validTo();
    Instant end = last == null ? null : last.plusDays(1).atStartOfDay(settings.zone()).toInstant();
    return new Notice(
        Ids.next(),
        paper.person(),
        null,
        GeneralWords.LICENCE_ENDING,
        UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)),
        null,
        "",
        "",
        "",
        end,
        "/account",
        clock.instant());
  }
}
