package cn.nongchao.proof.web;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.web.VoiceArrival.Voice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Whoever rates an act. A device has one voice on an act, which it may change; the first voice of a
 * network is free, each further one takes work, and there is an end to them in a day. So neighbours
 * behind one address all have a voice, and one of them cannot speak for many.
 */
@Component
class VoiceArrival implements Arrival<Voice> {

  static final Limit VOICES =
      Limit.of("rating", Duration.ofDays(1))
          .address(1, 20)
          .saying(
              Text.of("您所在网络已有人评价", "somebody has rated it from your network"), Text.of("", ""));

  /** Whoever speaks, and what was counted for them. */
  static final class Voice {

    private final Comer comer;
    private final @Nullable Charge charge;
    private boolean isTaken;

    private Voice(Comer comer, @Nullable Charge charge) {
      this.comer = comer;
      this.charge = charge;
    }

    /** Names the device among others. */
    String device() {
      return comer.device();
    }

    void taken() {
      isTaken = true;
    }
  }

  private final Comers comers;
  private final Limiter limiter;
  private final Ratings ratings;
  private final ScanPages pages;

  VoiceArrival(Comers comers, Limiter limiter, Ratings ratings, ScanPages pages) {
    this.comers = comers;
    this.limiter = limiter;
    this.ratings = ratings;
    this.pages = pages;
  }

  @Override
  public Class<Voice> type() {
    return Voice.class;
  }

  @Override
  public Outcome<Voice> of(HttpServletRequest request, Given.Tree given) {
    Comer comer = comers.of(request);
    UUID act = pages.named(shortId(request)).map(code -> code.act()).orElse(null);
    if (act == null) return Outcome.done(new Voice(comer, null)); // it is refused for that
    UUID id = Ids.read(Arrival.said("id", request, given));
    boolean again = ratings.isThere(id, act, comer.device());
    if (again) return Outcome.done(new Voice(comer, null));
    return limiter
        .take(VOICES.about(act.toString()), comer, "")
        .map(charge -> new Voice(comer, charge));
  }

  @Override
  public void left(Voice voice) {
    if (voice.isTaken) voice.comer.keep();
    else if (voice.charge != null) voice.charge.giveBack();
  }

  private static String shortId(HttpServletRequest request) {
    Object parts = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return parts instanceof Map<?, ?> named ? String.valueOf(named.get("shortId")) : "";
  }
}
