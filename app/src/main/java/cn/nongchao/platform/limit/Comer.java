package cn.nongchao.platform.limit;

import cn.nongchao.platform.Network;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who comes, as far as limits tell people apart; for one request. */
public final class Comer {

  /** Where what a limiter says goes: for a request, into its answer. */
  public interface Answer {

    /**
     * @param challenge a proof of work that would let them through; null where only time does
     */
    void refused(Duration wait, @Nullable String challenge);

    /** The device is to keep this mark. */
    void keep(Device device);
  }

  private static final Answer NOWHERE =
      new Answer() {
        @Override
        public void refused(Duration wait, @Nullable String challenge) {}

        @Override
        public void keep(Device device) {}
      };

  private final String network;
  private final @Nullable String account;
  private final @Nullable String solution;
  private final Answer answer;
  private Device device;
  private boolean hasWorked;

  /**
   * @param address IP address, as the configured proxies tell it
   * @param account of a person signed in
   * @param device as it showed itself, or a new one
   * @param solution of a challenge given before
   */
  public Comer(
      String address,
      @Nullable String account,
      Device device,
      @Nullable String solution,
      Answer answer) {
    this.network = Network.of(address);
    this.account = account;
    this.device = device;
    this.solution = solution;
    this.answer = answer;
  }

  /** Somebody of whom nothing is known but where they come from. */
  public static Comer at(String address) {
    return new Comer(address, null, Device.fresh(), null, NOWHERE);
  }

  String network() {
    return network;
  }

  @Nullable String account() {
    return account;
  }

  @Nullable String solution() {
    return solution;
  }

  /** Names the device among others, once it {@link #keep keeps} its mark. */
  public String device() {
    return device.id();
  }

  /** Gives the device its mark, without knowing anything of it. */
  public void keep() {
    answer.keep(device);
  }

  Device marked() {
    return device;
  }

  void mark(Device known) {
    device = known;
    answer.keep(known);
  }

  void refused(Duration wait, @Nullable String challenge) {
    answer.refused(wait, challenge);
  }

  /** One piece of work lets through one request, whatever is counted for it. */
  boolean hasWorked() {
    return hasWorked;
  }

  void worked() {
    hasWorked = true;
  }
}
