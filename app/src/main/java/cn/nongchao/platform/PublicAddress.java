package cn.nongchao.platform;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Under which address people reach this installation: what was given at the start, else what was
 * set on a page. Until there is one, the installation is a trial. Kept in memory, since every
 * request asks: whoever keeps addresses tells it.
 */
@Component
public class PublicAddress {

  /**
   * An address that held, or holds.
   *
   * @param since from when on
   */
  public record Kept(Instant since, String address) {}

  /**
   * One that holds no longer.
   *
   * @param until when another took its place
   */
  public record Former(String address, Instant until) {}

  private static final Pattern PRIVATE =
      Pattern.compile(
          "(127|10|0)\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*"
              + "|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*");

  private static final List<String> INSIDE =
      List.of(".local", ".localhost", ".lan", ".internal", ".intranet", ".home.arpa", ".test");

  private final String setting;
  private final boolean given;
  private volatile List<Kept> kept = List.of();

  public PublicAddress(Settings settings) {
    this.setting = bare(settings.origin());
    this.given = !isThisMachine(setting);
  }

  /** Without a last slash. */
  public String now() {
    return given || kept.isEmpty() ? setting : kept.getLast().address();
  }

  /** Whether it was given at the start, and so can be changed there only. */
  public boolean isGiven() {
    return given;
  }

  /** Whether nobody has said yet under which address people come. */
  public boolean isTrial() {
    return !given && kept.isEmpty();
  }

  /** Those before the one that holds, the oldest first. */
  public List<Former> former() {
    List<Kept> all = kept;
    List<Former> former = new ArrayList<>();
    for (int i = 0; i + 1 < all.size(); i++) {
      former.add(new Former(all.get(i).address(), all.get(i + 1).since()));
    }
    former.removeIf(one -> one.address().equals(now()));
    return former;
  }

  /**
   * Told by whoever keeps them.
   *
   * @param all the oldest first
   */
  public void hold(List<Kept> all) {
    kept = List.copyOf(all);
  }

  /** Whether nothing but this machine is reached by an address. */
  public static boolean isThisMachine(String address) {
    String host = host(address);
    return host.isEmpty() || host.equals("localhost") || host.startsWith("127.");
  }

  /** Whether an address leads nowhere from outside a house. */
  public static boolean isInside(String address) {
    String host = host(address);
    return isThisMachine(address)
        || !host.contains(".")
        || PRIVATE.matcher(host).matches()
        || INSIDE.stream().anyMatch(host::endsWith);
  }

  public static String host(String address) {
    return Objects.requireNonNullElse(URI.create(address).getHost(), "").toLowerCase(Locale.ROOT);
  }

  private static String bare(String address) {
    return address.replaceAll("/+$", "");
  }
}
