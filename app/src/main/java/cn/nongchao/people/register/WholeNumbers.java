package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Masks;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking whether a whole number is somebody's. Of a masked one only some digits are missing, so
 * whoever may ask often enough reads them all: each question is written down, and in an hour there
 * are no more of them than somebody at a desk has.
 */
@Component
public class WholeNumbers {

  private static final int AN_HOUR = 30;

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Clock clock;

  WholeNumbers(JdbcClient jdbc, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /** Why this one may not be asked now; null where it may, and was written down. */
  @Transactional(propagation = Propagation.REQUIRES_NEW) // asked is asked, whatever comes of it
  public @Nullable Refusal ask(String number, Scope scope) {
    if (scope.by() == null) return null;
    // One after the other, or a hundred at once are all the first.
    jdbc.sql("select 1 from people.persons where id = ? for no key update")
        .param(scope.by().value())
        .query()
        .listOfRows();
    long asked =
        jdbc.sql(
                "select count(*) from people.audit"
                    + " where person = ? and action = 'whole-number-sought' and at > ?")
            .params(scope.by().value(), Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
            .query(Long.class)
            .single();
    if (asked >= AN_HOUR) {
      return Refusal.of(
          "too-many",
          "按完整号码查人，每小时最多 " + AN_HOUR + " 次，请稍后再查，或改用姓名、手机后四位",
          "whole numbers may be looked for "
              + AN_HOUR
              + " times an hour: try later, or by name or"
              + " the last four digits");
    }
    audit.record(
        "whole-number-sought",
        scope.by(),
        scope.by().toString(),
        Map.of("number", number.length() > 12 ? Masks.nationalId(number) : Masks.phone(number)));
    return null;
  }
}
