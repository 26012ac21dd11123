package cn.nongchao.proof;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An installation without a public address: what it signs is for trying. Codes and log can be begun
 * again until the address is set, and are meant from then on (docs/adr/0020).
 */
@Component
@Transactional
public class Trial {

  private static final Refusal GIVEN =
      Refusal.of(
          "not-now",
          "公开地址由启动设置 NONGCHAO_ORIGIN 指定，请在那里更改",
          "the public address is given at the start (NONGCHAO_ORIGIN): change it there");

  private static final Refusal MEANT =
      Refusal.of(
          "not-now",
          "公开地址已经设置，码和日志不再是试用，不能重新开始",
          "the public address is set: codes and log are meant now and cannot be begun again");

  private static final Refusal IN_TOKEN =
      Refusal.of(
          "not-now",
          "签码的密钥在硬件中，不能在页面上重新开始",
          "the keys of codes are in a token: they cannot be begun again on a page");

  private final Addresses addresses;
  private final PublicAddress address;
  private final Sealer sealer;
  private final CodeSigning signing;
  private final TrialRows rows;
  private final LogMemory memory;

  Trial(
      Addresses addresses,
      PublicAddress address,
      Sealer sealer,
      CodeSigning signing,
      TrialRows rows,
      LogMemory memory) {
    this.addresses = addresses;
    this.address = address;
    this.sealer = sealer;
    this.signing = signing;
    this.rows = rows;
    this.memory = memory;
  }

  /**
   * How much there is of it.
   *
   * @param codes issued
   */
  public record Extent(long codes, long leaves) {}

  @Transactional(readOnly = true)
  public Extent extent() {
    return rows.extent();
  }

  /**
   * People come under this address from now on. Codes lead there, and where it is the first, the
   * log is called after it.
   *
   * @return the one before; the same where nothing changed
   */
  public Outcome<String> settle(String fresh) {
    if (address.isGiven()) return Outcome.refused(GIVEN);
    String before = address.now();
    boolean first = address.isTrial();
    if (!first && before.equals(fresh)) return Outcome.done(before);
    if (first) {
      sealer.stop();
      sealer.rename(rows.unused(Sealer.origin(fresh)));
      Addresses.onceCommitted(memory::forgetTrial);
      if (extent().codes() > 0 && !before.equals(fresh)) addresses.tried(before);
    }
    addresses.add(fresh, false);
    return Outcome.done(before);
  }

  /**
   * Throws away what was signed in a trial; what is entered stays and is sealed anew.
   *
   * @return what went
   */
  public Outcome<Extent> beginAgain() {
    if (!address.isTrial()) return Outcome.refused(MEANT);
    if (signing.isInToken()) return Outcome.refused(IN_TOKEN);
    String log = sealer.stop();
    Extent went = extent();
    rows.clear();
    rows.begun(log, went);
    sealer.again(rows.unused(Sealer.origin(address.now())));
    Addresses.onceCommitted(signing::forget);
    Addresses.onceCommitted(memory::forgetTrial);
    return Outcome.done(went);
  }
}
