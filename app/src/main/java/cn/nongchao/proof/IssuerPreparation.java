package cn.nongchao.proof;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Served;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nothing is signed before an organ answers for it. */
@Component
class IssuerPreparation implements Preparation {

  private static final String WRITE = "issuer-set";

  private final Issuers issuers;
  private final Served served;
  private final Divisions divisions;

  IssuerPreparation(Issuers issuers, Served served, Divisions divisions) {
    this.issuers = issuers;
    this.served = served;
    this.divisions = divisions;
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public Text title() {
    return Text.of("签发机关", "Who signs codes");
  }

  @Override
  public Text purpose() {
    return Text.of(
        "行政行为码写明由哪个机关签发。换机关以后，以前签发的码仍然有效。",
        "Each code of an act names the organ that signed it. What an earlier organ signed stays"
            + " genuine.");
  }

  @Override
  public Standing standing() {
    return issuers
        .now()
        .map(this::standing)
        .orElseGet(() ->
            Standing.of(false, "还没有设置，在此之前不能签发行政行为码。", "None is set; until then no code is signed.")
                .offering(WRITE, fresh()));
  }

  private Standing standing(Issuers.Issuer issuer) {
    DivisionCode place = new DivisionCode(issuer.code());
    boolean ours =
        served.streets().isEmpty() || served.streets().stream().anyMatch(place::contains);
    String said = issuer.name() + " · " + issuer.code();
    return Standing.of(
            ours,
            ours ? said : said + "：它不管辖本系统服务的街道，请核对。",
            ours ? said : said + ": it answers for none of the streets served here; please check.")
        .offering(WRITE, new IssuerWish(place, issuer.name()));
  }

  private IssuerWish fresh() {
    List<DivisionCode> streets = served.streets();
    if (streets.isEmpty()) return new IssuerWish(DivisionCode.ALL, "");
    String name = divisions.find(streets.getFirst()).map(Division::name).orElse("");
    return new IssuerWish(streets.getFirst(), name + (name.endsWith("街道") ? "办事处" : "人民政府"));
  }
}
