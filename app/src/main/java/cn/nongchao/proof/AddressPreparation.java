package cn.nongchao.proof;

import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Nothing is meant before it is said where codes lead. */
@Component
class AddressPreparation implements Preparation {

  private static final String WRITE = "address-set";

  private final PublicAddress address;
  private final Trial trial;

  AddressPreparation(PublicAddress address, Trial trial) {
    this.address = address;
    this.trial = trial;
  }

  @Override
  public int order() {
    return 15;
  }

  @Override
  public Text title() {
    return Text.of("公开地址", "Public address");
  }

  @Override
  public Text purpose() {
    return Text.of(
        "二维码、海报和公开日志的名称都用它。没有设置以前都算试用：码和日志上注明“试用”，可以清空重来；设置以后就是正式的。" + "以后换地址，原地址印出去的码仍能核验。",
        "It stands in QR codes, on posters and in the log's name. Until it is set all is a trial:"
            + " codes and log say so and can be begun again; from then on they are meant. A later"
            + " address leaves codes printed under this one genuine.");
  }

  @Override
  public Standing standing() {
    String now = address.now();
    if (address.isTrial()) return trying();
    String inside = PublicAddress.isInside(now) ? "（只在内网能打开）" : "";
    String insideEn = PublicAddress.isInside(now) ? " (leads nowhere from outside)" : "";
    Standing set =
        Standing.of(
            true,
            now + inside + (address.isGiven() ? "，由启动设置 NONGCHAO_ORIGIN 指定" : "") + before("；原地址："),
            now
                + insideEn
                + (address.isGiven() ? ", given at the start (NONGCHAO_ORIGIN)" : "")
                + before("; before: "));
    return address.isGiven() ? set : set.offering(WRITE, new AddressWish(now, false));
  }

  private String before(String words) {
    List<PublicAddress.Former> former = address.former();
    if (former.isEmpty()) return "";
    return former.stream()
        .map(PublicAddress.Former::address)
        .distinct()
        .collect(Collectors.joining("、", words, ""));
  }

  private Standing trying() {
    Trial.Extent extent = trial.extent();
    Standing missing =
        Standing.of(
                false,
                "还没有设置：二维码里是 %s。试用中，已签发 %d 个码，日志有 %d 条。"
                    .formatted(address.now(), extent.codes(), extent.leaves()),
                "None is set: codes lead to %s. A trial, with %d codes and %d entries in the log."
                    .formatted(address.now(), extent.codes(), extent.leaves()))
            .offering(WRITE, null);
    return extent.codes() == 0 ? missing : missing.offering("trial-begun-again", null);
  }
}
