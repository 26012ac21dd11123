package cn.nongchao.proof.web;

import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.proof.CodeProof;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Scans;
import cn.nongchao.proof.Scans.Way;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.text.ShortId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a scan shows, for the page and for programs. */
@Component
class ScanPages {

  private final Codes codes;
  private final CodeProof proof;
  private final Scans scans;
  private final Loops loops;
  private final SubjectOf subjects;

  ScanPages(Codes codes, CodeProof proof, Scans scans, Loops loops, SubjectOf subjects) {
    this.codes = codes;
    this.proof = proof;
    this.scans = scans;
    this.loops = loops;
    this.subjects = subjects;
  }

  /**
   * Who looks.
   *
   * @param address IP address
   * @param counts whether this is a scan to be counted
   */
  record Visit(@Nullable Viewer viewer, String address, boolean counts) {}

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
    if (visit.counts()) scans.record(code, way, visit.address());
    return of(code, visit.viewer());
  }

  private ScanPage of(IssuedCode code, @Nullable Viewer viewer) {
    if (!proof.holds(code)) return ScanPage.altered(code.spoken());
    IssuedCode next =
        code.correctedBy() == null ? null : codes.find(code.correctedBy()).orElse(null);
    Audience audience = audience(code, viewer);
    long scanned = audience == Audience.OFFICIAL ? scans.count(code.act()) : -1;
    return ScanPage.of(code, next, audience, scanned);
  }

  private Audience audience(IssuedCode code, @Nullable Viewer viewer) {
    if (viewer == null) return Audience.PUBLIC;
    if (loops.findWhole(code.loop(), viewer).isPresent()) return Audience.OFFICIAL;
    boolean own = !code.subject().isEmpty() && subjects.worksFor(viewer, code.subject());
    return own ? Audience.SUBJECT : Audience.PUBLIC;
  }
}
