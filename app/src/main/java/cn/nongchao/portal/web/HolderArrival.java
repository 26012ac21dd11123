package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicReports;
import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.portal.web.HolderArrival.Holder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whoever holds the tracking code of a report. The code comes in the body, never in an address:
 * addresses are kept in histories and logs. Wrong ones are counted.
 */
@Component
class HolderArrival implements Arrival<Holder> {

  /** Somebody who may follow this report. */
  record Holder(LoopId report) {
    Actor actor() {
      return new Actor.CodeHolder(report);
    }
  }

  private static final String HOLDER = Holder.class.getName();

  private final PublicReports reports;
  private final Comers comers;

  HolderArrival(PublicReports reports, Comers comers) {
    this.reports = reports;
    this.comers = comers;
  }

  @Override
  public Class<Holder> type() {
    return Holder.class;
  }

  @Override
  public Outcome<Holder> of(HttpServletRequest request, Given.Tree given) {
    String code = Objects.requireNonNullElse(given.part("code").text(), "");
    Outcome<Holder> holder = reports.track(code, comers.of(request)).map(Holder::new);
    if (holder.isDone()) request.setAttribute(HOLDER, holder.orThrow());
    return holder;
  }

  /** Who was found to hold the code this request came with; null where nobody was. */
  static @Nullable Holder foundBy(HttpServletRequest request) {
    return (Holder) request.getAttribute(HOLDER);
  }
}
