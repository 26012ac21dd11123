package cn.nongchao.portal.web;

import cn.nongchao.cases.Places;
import cn.nongchao.cases.PublicReports;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.Reported;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Outcome;
import cn.nongchao.portal.web.SenderArrival.Sender;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.Outcome.Got;
import cn.nongchao.seal.text.ShortId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in reports and complaints from people without an account, by page or by program. */
@Component
class PublicDesk {

  private final PublicReports reports;
  private final Places places;
  private final Codes codes;
  private final Alerts alerts;

  PublicDesk(PublicReports reports, Places places, Codes codes, Alerts alerts) {
    this.places = places;
    this.reports = reports;
    this.codes = codes;
    this.alerts = alerts;
  }

  /** The mark of a form handed out, or of one shown again. */
  String form(String before) {
    return reports.freshened(before);
  }

  /** Streets reports are taken for; none on an installation that is not set up. */
  List<DivisionCode> within() {
    return places.of(null);
  }

  /** Villages of those streets, to choose from. */
  List<Division> places() {
    return places.open();
  }

  /** A place as a poster's address names it; null where no reports are taken for it. */
  @Nullable DivisionCode open(String code) {
    DivisionCode place = DivisionCode.read(code);
    return place != null && places.isOpen(place) ? place : null;
  }

  /** The act a complaint is about, from its short id; null where there is no such act. */
  @Nullable IssuedCode act(String shortId) {
    if (!(ShortId.read(shortId) instanceof Got<ShortId>(ShortId id))) return null;
    List<IssuedCode> found = codes.byShortId(id.text());
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** Takes a report in, and tells supervision where it is a complaint. */
  Outcome<Reported> report(Report report, Sender sender) {
    IssuedCode act = sender.about();
    Outcome<Reported> outcome = reports.report(worded(report, act), sender.arrived());
    if (act != null
        && outcome instanceof Outcome.Done<Reported>(Reported reported)
        && reported.isNew()) {
      alerts.complained(act, reported.number(), "/loops/" + reported.id());
    }
    return outcome;
  }

  /** A complaint says in its words which act it is about, for everybody who handles it. */
  private static Report worded(Report report, @Nullable IssuedCode act) {
    String words = report.words().strip();
    return act == null || words.isEmpty()
        ? report
        : report.saying("投诉执法行为 " + act.spoken() + "：" + words).complaining(act.loop());
  }
}
