package cn.nongchao.proof;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActClaims;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.CreditCode;
import cn.nongchao.seal.code.LeafHash;
import cn.nongchao.seal.code.Subject;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.LoopFacts;
import cn.nongchao.seal.status.Status;
import cn.nongchao.seal.status.StatusList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes on administrative acts (行政行为码). A code is issued in the transaction that records the act
 * and never withdrawn silently: what becomes of it later is a status with a reason, and each change
 * is sealed in the public log.
 */
@Component
@Transactional
public class Codes {

  public static final Refusal NONE = Refusal.of("not-found", "没有这个码", "there is no such code");

  /** Those who may change a code by its place; the leader of the unit that acted may besides. */
  private static final Set<String> OVER_PLACE =
      Set.of(LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR);

  /** With the longest licence numbers so many still make a QR that any phone reads. */
  static final int MOST_OFFICERS = 4;

  private static final Refusal NOBODY_SIGNS =
      Refusal.of(
          "not-ready",
          "签发机关还没有设置，不能签发行政行为码；请管理员在“开始使用”中设置",
          "no organ signs codes yet: an administrator sets one under “First steps”");

  private static final Duration KEEP = Duration.ofDays(7);
  private static final Duration REFRESH = Duration.ofMinutes(10);

  private static final Refusal TAKEN =
      Refusal.of("already-exists", "这个编号已被另一个码或另一步使用", "this id is taken already");

  private final CodeStore store;
  private final CodeSigning signing;
  private final PublicLog log;
  private final Receipts receipts;
  private final Loops loops;
  private final Clock clock;

  Codes(
      CodeStore store,
      CodeSigning signing,
      PublicLog log,
      Receipts receipts,
      Loops loops,
      Clock clock) {
    this.store = store;
    this.signing = signing;
    this.log = log;
    this.receipts = receipts;
    this.loops = loops;
    this.clock = clock;
  }

  /** Issues the code of an act. The same act again gives the code issued before. */
  public Outcome<IssuedCode> issue(ActRecord act) {
    Instant recorded = receipts.entry(act.entry()).map(Entry::at).orElse(clock.instant());
    return issue(act, recorded);
  }

  private Outcome<IssuedCode> issue(ActRecord act, Instant time) {
    Optional<IssuedCode> earlier = store.byAct(act.act());
    if (earlier.isPresent()) return again(earlier.get(), act);
    Refusal unfit = unfit(act);
    if (unfit != null) return Outcome.refused(unfit);
    CodeSigner signer = signing.signer().orElseThrow();
    Instant now = notBefore(signer, time.truncatedTo(ChronoUnit.SECONDS));
    long statusIndex = store.nextStatusIndex();
    return subject(act.subject())
        .then(subject -> signed(act, subject, now, statusIndex, signer))
        .then(code -> {
          String shortId = code.shortId().text();
          boolean fresh = store.insert(act, unit(act), shortId, now, code.bytes(), statusIndex);
          if (fresh) seal(act.act(), CodeProof.ISSUED, issued(code, act));
          return again(store.byAct(act.act()).orElseThrow(), act);
        });
  }

  /** Whether an act recorded just now could be given a code as things stand; none is issued. */
  public Outcome<ActRecord> foresee(ActRecord act) {
    Refusal unfit = unfit(act);
    if (unfit != null) return Outcome.refused(unfit);
    CodeSigner signer = signing.signer().orElseThrow();
    Instant now = notBefore(signer, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return subject(act.subject())
        .then(subject -> signed(act, subject, now, 0, signer))
        .map(code -> act);
  }

  private @Nullable Refusal unfit(ActRecord act) {
    if (signing.signer().isEmpty()) return NOBODY_SIGNS;
    if (!store.isKind(act.kind())) {
      return Refusal.field("kind", "没有这种行政行为", "there is no such kind of act: " + act.kind());
    }
    return act.licences().size() <= MOST_OFFICERS
        ? null
        : Refusal.field(
            "officers",
            "一个行政行为码最多记 " + MOST_OFFICERS + " 名执法人员，其余请写在处置经过里",
            "a code holds at most " + MOST_OFFICERS + " officers; name the others in the note");
  }

  /** The code of the same act; an act whose id another has would be left without one. */
  private static Outcome<IssuedCode> again(IssuedCode earlier, ActRecord act) {
    boolean same = earlier.loop().equals(act.loop()) && earlier.entry().equals(act.entry());
    return same ? Outcome.done(earlier) : Outcome.refused(TAKEN);
  }

  private Map<String, Object> issued(ActCode code, ActRecord act) {
    return Map.of(
        "code", code.text(),
        "kind", act.kind(),
        "facts", CodeProof.digest(act.facts()),
        "unit", String.valueOf(unit(act)));
  }

  /** Whose act it is: the unit that has the loop then, or had it when a corrected act was done. */
  private @Nullable OrganisationId unit(ActRecord act) {
    return unit(act.unit(), act.kind(), act.loop());
  }

  private @Nullable OrganisationId unit(@Nullable OrganisationId named, String kind, LoopId loop) {
    if (named != null || kind.equals(ActRecord.NOTICE)) return named;
    return loops.find(loop).map(Loop::handler).orElse(null);
  }

  /** A key signs nothing from before it was made: an act of then is issued at its beginning. */
  private static Instant notBefore(CodeSigner signer, Instant time) {
    Instant begin = Instant.ofEpochSecond(signer.key().period().from());
    return time.isBefore(begin) ? begin : time;
  }

  private Outcome<ActCode> signed(
      ActRecord act, Subject subject, Instant now, long statusIndex, CodeSigner signer) {
    return ours(
        ActClaims.of(
                signer.key().issuer(),
                act.act(),
                act.kind(),
                now.getEpochSecond(),
                subject,
                act.licences(),
                leaf(act.entry()),
                statusIndex)
            .then(claims -> ActCode.issue(claims, signer)));
  }

  private LeafHash leaf(UUID entry) {
    try {
      return LeafHash.of(receipts.sealed(entry).orElseThrow().leafHash());
    } catch (Malformed e) {
      throw new LogBroken("entry " + entry + " cannot be sealed: " + e.reason().en(), e);
    }
  }

  private static Outcome<Subject> subject(String creditCode) {
    if (creditCode.isEmpty()) return Outcome.done(Subject.NONE);
    return ours(CreditCode.read(creditCode)).map(Subject::firm);
  }

  /** The engine's outcome in this application's terms. */
  private static <T> Outcome<T> ours(cn.nongchao.seal.Outcome<T> outcome) {
    return switch (outcome) {
      case cn.nongchao.seal.Outcome.Got<T>(T value) -> Outcome.done(value);
      case cn.nongchao.seal.Outcome.Refused<T>(var reason) ->
          Outcome.refused(new Refusal("bad-input", null, Text.of(reason.zh(), reason.en())));
    };
  }

  @Transactional(readOnly = true)
  public Optional<IssuedCode> find(UUID act) {
    return store.byAct(act);
  }

  /** Hardly ever more than one; all are given where two acts share a short id. */
  @Transactional(readOnly = true)
  public List<IssuedCode> byShortId(String shortId) {
    return store.byShortId(shortId);
  }

  @Transactional(readOnly = true)
  public List<IssuedCode> ofLoop(LoopId loop) {
    return store.ofLoop(loop);
  }

  /** Declares an act void; the code stays readable and says so. */
  public Outcome<IssuedCode> revoke(UUID act, String reason, Viewer viewer) {
    return change(act, Status.REVOKED, reason, viewer);
  }

  /** Marks an act as being looked into; it may become valid again. */
  public Outcome<IssuedCode> suspend(UUID act, String reason, Viewer viewer) {
    return change(act, Status.SUSPENDED, reason, viewer);
  }

  /** Puts a suspended act in force again. */
  public Outcome<IssuedCode> reinstate(UUID act, String reason, Viewer viewer) {
    return change(act, Status.VALID, reason, viewer);
  }

  /** Corrects what a code says: the old one points to a new one with the facts put right. */
  public Outcome<IssuedCode> correct(UUID act, UUID by, List<Fact> facts, String reason, Viewer v) {
    return changeable(act, reason, v)
        .then(old -> ofItsRecord(old, facts))
        .then(old -> {
          return issue(restated(old, by, facts), clock.instant())
              .map(fresh -> changed(old, Status.CORRECTED, reason, v.id(), fresh.act()));
        });
  }

  /** Who acted and who confirmed it, only they can say: another record is made for it. */
  private static Outcome<IssuedCode> ofItsRecord(IssuedCode old, List<Fact> facts) {
    return facts.containsAll(old.facts().stream().filter(Fact::followsFromRecord).toList())
        ? Outcome.done(old)
        : Outcome.refused(
            Refusal.field(
                "values",
                "执法人员、本人确认等由记录得出，不能更正；确有错误请撤销，重新填报并由本人确认",
                "who acted and who confirmed it follow from the record and cannot be corrected:"
                    + " revoke the code and have the act recorded and confirmed anew"));
  }

  private Outcome<IssuedCode> change(UUID act, Status status, String reason, Viewer viewer) {
    return changeable(act, reason, viewer)
        .then(old -> {
          if (old.status() == status) return Outcome.done(old);
          boolean possible = status != Status.VALID || old.status() == Status.SUSPENDED;
          return possible
              ? Outcome.done(changed(old, status, reason, viewer.id(), null))
              : Outcome.refused(settled());
        });
  }

  private Outcome<IssuedCode> changeable(UUID act, String reason, Viewer viewer) {
    IssuedCode found = store.lock(act).orElse(null);
    if (found == null) return Outcome.refused(NONE);
    return changing(found, viewer)
        .then(code -> {
          if (reason.isBlank()) {
            return Outcome.refused(Refusal.field("reason", "请填写理由", "a reason is needed"));
          }
          boolean settled = code.status() == Status.REVOKED || code.status() == Status.CORRECTED;
          return settled ? Outcome.refused(settled()) : Outcome.done(code);
        });
  }

  /**
   * Declares what stands of a loop's codes void, since its loop was ended by whoever may end it.
   */
  public void ended(LoopId loop, String reason, Actor by) {
    for (IssuedCode code : standing(loop)) {
      changed(code, Status.REVOKED, reason, by.person(), null);
    }
  }

  /** Puts a new code in the place of what stands of a loop's codes, since the loop went on. */
  public Outcome<LoopId> wentOn(
      LoopId loop, UnaryOperator<List<Fact>> facts, String reason, Actor by) {
    for (IssuedCode code : standing(loop)) {
      ActRecord next = restated(code, Ids.next(), facts.apply(code.facts()));
      switch (issue(next, clock.instant())) {
        case Outcome.Done<IssuedCode>(IssuedCode fresh) ->
            changed(code, Status.CORRECTED, reason, by.person(), fresh.act());
        case Outcome.Refused<IssuedCode> refused -> {
          return refused.as();
        }
      }
    }
    return Outcome.done(loop);
  }

  private List<IssuedCode> standing(LoopId loop) {
    return store.ofLoop(loop).stream()
        .filter(code -> code.status() == Status.VALID || code.status() == Status.SUSPENDED)
        .flatMap(code -> store.lock(code.act()).stream())
        .toList();
  }

  private static ActRecord restated(IssuedCode old, UUID act, List<Fact> facts) {
    return new ActRecord(
        act,
        old.kind(),
        old.loop(),
        old.entry(),
        old.division(),
        old.subject(),
        ActCode.read(old.link()).orThrow().claims().officers(),
        facts,
        old.unit());
  }

  /** The code, to whoever answers for its act: others see that it is not theirs, or nothing. */
  @Transactional(readOnly = true)
  public Outcome<IssuedCode> changing(IssuedCode code, Viewer viewer) {
    if (loops.findWhole(code.loop(), viewer).isEmpty()) return Outcome.refused(NONE);
    OrganisationId unit = unit(code.unit(), code.kind(), code.loop());
    boolean leads =
        unit != null
            && viewer.holdsOver(Set.of(LoopRoles.SQUAD_LEADER), code.division(), List.of(unit));
    if (leads || viewer.holdsOver(OVER_PLACE, code.division(), List.of())) {
      return Outcome.done(code);
    }
    return Outcome.refused(
        Refusal.of(
            "not-allowed",
            "只有作出这一行为的单位的负责人和当地监督人员可以变更这个码",
            "only the leader of the unit that acted and supervision over the place may change it"));
  }

  private static Refusal settled() {
    return Refusal.of(
        "not-now", "已撤销或已更正的码不能再变更", "a revoked or corrected code cannot be changed again");
  }

  private IssuedCode changed(
      IssuedCode old,
      Status status,
      String reason,
      @Nullable PersonId by,
      @Nullable UUID correctedBy) {
    Instant now = clock.instant();
    store.change(old.act(), status, now, by, reason.strip(), correctedBy);
    seal(
        Ids.next(),
        CodeProof.CHANGED,
        Map.of(
            "act", old.act().toString(),
            "status", status.name(),
            "reason", reason.strip(),
            "next", String.valueOf(correctedBy),
            "at", LoopFacts.time(now)));
    return store.byAct(old.act()).orElseThrow();
  }

  private void seal(UUID id, String type, Map<String, Object> facts) {
    log.record(id, new EntryFacts(type, facts));
  }

  /** The signed list of statuses, for checkers without a network. */
  @Transactional(readOnly = true)
  public byte[] statusList(long number) {
    long first = number * StatusList.SIZE;
    Map<Long, Status> others = store.others(first, first + StatusList.SIZE - 1);
    return StatusList.of(number, others)
        .sign(
            signing.signer().orElseThrow(() -> new IllegalStateException(NOBODY_SIGNS.code())),
            signing.site(),
            clock.instant().getEpochSecond(),
            KEEP.toSeconds(),
            REFRESH.toSeconds());
  }

  /** The public keys that sign codes and lists, a line each (docs/formats/code.md). */
  public String keys() {
    return signing.keysAsText();
  }

  /**
   * Makes a key that signs from now on; those before stay published, with their end.
   *
   * @return the new one as it is published
   */
  public String rotateKey() {
    return signing.rotate().toString();
  }

  /** Another organ answers for what is issued from now on; the same again changes nothing. */
  public Outcome<String> follow(String code, String name, Viewer viewer) {
    Refusal why = signing.follow(code, name, viewer.id());
    return why == null ? Outcome.done(code) : Outcome.refused(why);
  }

  /** Whether anything can be signed. */
  public boolean isReady() {
    return signing.signer().isPresent();
  }

  /** Whether a token a scanner brought is one of ours, and what it says. */
  public cn.nongchao.seal.Outcome<Checked> check(String link) {
    return ActCode.read(link).map(code -> new Checked(code, code.verify(signing.trusted())));
  }

  /** A token that could be read, and the verdict on it. */
  public record Checked(ActCode code, Verdict verdict) {}

  /** Where codes lead. */
  public String site() {
    return signing.site();
  }
}
