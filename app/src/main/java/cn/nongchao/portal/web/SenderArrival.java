package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicReports;
import cn.nongchao.cases.PublicReports.Arrived;
import cn.nongchao.cases.PublicReports.Origin;
import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.portal.web.SenderArrival.Sender;
import cn.nongchao.proof.IssuedCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whoever reports without an account: counted before it is looked at what they bring. */
@Component
class SenderArrival implements Arrival<Sender> {

  /**
   * Somebody who reports.
   *
   * @param about the act complained of; null for any other report
   */
  record Sender(Arrived arrived, @Nullable IssuedCode about) {}

  private final PublicReports reports;
  private final PublicDesk desk;
  private final Comers comers;

  SenderArrival(PublicReports reports, PublicDesk desk, Comers comers) {
    this.comers = comers;
    this.reports = reports;
    this.desk = desk;
  }

  @Override
  public Class<Sender> type() {
    return Sender.class;
  }

  @Override
  public Outcome<Sender> of(HttpServletRequest request, Given.Tree given) {
    String about = Arrival.said("about", request, given);
    IssuedCode act = about.isEmpty() ? null : desk.act(about);
    if (act == null && !about.isEmpty()) {
      return Outcome.refused(
          Refusal.field("about", "没有这个行政行为码", "there is no such code of an act"));
    }
    Origin origin =
        new Origin(
            comers.of(request),
            Arrival.said("form", request, given),
            Arrival.said("website", request, given),
            Arrival.said("phone", request, given));
    return reports.arrive(origin).map(arrived -> new Sender(arrived, act));
  }

  @Override
  public void left(Sender sender) {
    reports.left(sender.arrived());
  }

  @Override
  public List<String> query() {
    return List.of("form", "about");
  }
}
