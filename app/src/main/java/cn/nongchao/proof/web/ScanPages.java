package cn.nongchao.proof.web;

import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.proof.CodeProof;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Scans;
import cn.nongchao.proof.Scans.Way;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.text.ShortId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a scan shows, for the page and for programs. */
@Component
class ScanPages {

  /** Scans of one code from one network that count; a hundred neighbours may scan a notice. */
  static final Limit SCANS = Limit.of("scan", Duration.ofHours(1)).address(100, 100);

  private final Codes codes;
  private final CodeProof proof;
  private final Scans scans;
  private final Loops loops;
  private final WhoseAct whose;
  private final Limiter limiter;

  ScanPages(
      Codes codes, CodeProof proof, Scans scans, Loops loops, WhoseAct whose, Limiter limiter) {
    this.limiter = limiter;
    this.codes = codes;
    this.proof = proof;
    this.scans = scans;
    this.loops = loops;
    this.whose = whose;
  }

  /**
   * Who looks.
   *
   * @param address IP address
   * @param comer whom scans are counted for
   * @param counts whether this is a scan to be counted
   */
  record Visit(@Nullable Viewer viewer, String address, Comer comer, boolean counts) {}

  /** A code scanned: short id and token. */
  ScanPage scanned(String shortId, String token, Visit visit) {
    return switch (codes.check(codes.site() + "/" + shortId + "/" + token)) {
      case Outcome.Refused<Codes.Checked>(var reason) ->
          ScanPage.forged(shortId, reason.zh(), reason.en());
      case Outcome.Got<Codes.Checked>(Codes.Checked(var code, var verdict)) ->
          switch (verdict) {
            case Verdict.Genuine genuine -> {
              IssuedCode issued = codes.find(code.claims().act()).orElse(null);
              yield issued == null ? ScanPage.unknown(shortId) : counted(issued, Way.QR, visit);
            }
            case Verdict.NotGenuine(var reason) ->
                ScanPage.forged(shortId, reason.zh(), reason.en());
            case Verdict.CouldNotCheck(var reason) ->
                ScanPage.forged(shortId, reason.zh(), reason.en());
          };
    };
  }

  /** A short id typed, or a link that lost its token. */
  ScanPage typed(String shortId, Visit visit) {
    if (!(ShortId.read(shortId) instanceof Outcome.Got<ShortId>(ShortId id))) {
      return ScanPage.unknown(shortId);
    }
    return named(id.text())
        .map(code -> counted(code, Way.TYPED, visit))
        .orElseGet(() -> ScanPage.unknown(id.text()));
  }

  /** The one code with this short id. */
  Optional<IssuedCode> named(String shortId) {
    List<IssuedCode> found = codes.byShortId(shortId);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private ScanPage counted(IssuedCode code, Way way, Visit visit) {
    // Whoever scans without end is shown the code, but raises no alarm by themselves.
    if (visit.counts()
        && limiter.take(SCANS.about(code.act().toString()), visit.comer(), "").isDone()) {
      scans.record(code, way, visit.address());
    }
    return of(code, way, visit.viewer());
  }

  private ScanPage of(IssuedCode code, Way way, @Nullable Viewer viewer) {
    if (!proof.holds(code)) return ScanPage.altered(code.spoken());
    IssuedCode next =
        code.correctedBy() == null ? null : codes.find(code.correctedBy()).orElse(null);
    Audience audience = audience(code, viewer);
    long scanned = audience == Audience.OFFICIAL ? scans.count(code.act()) : -1;
    // The code itself names the firm: who typed its short id alone is not given it.
    boolean open = way == Way.QR || code.subject().isEmpty() || audience.mayRead(Audience.SUBJECT);
    return ScanPage.of(code, next, audience, whose.acting(code), open ? code.link() : "", scanned);
  }

  private Audience audience(IssuedCode code, @Nullable Viewer viewer) {
    if (viewer == null) return Audience.PUBLIC;
    if (loops.findWhole(code.loop(), viewer).isPresent()) return Audience.OFFICIAL;
    boolean own = !code.subject().isEmpty() && whose.worksFor(viewer, code.subject());
    return own ? Audience.SUBJECT : Audience.PUBLIC;
  }
}
