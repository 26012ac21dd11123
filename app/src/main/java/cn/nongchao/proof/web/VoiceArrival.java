package cn.nongchao.proof.web;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.platform.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Whoever rates an act: one network has one voice. */
@Component
class VoiceArrival implements Arrival<VoiceArrival.Voice> {

  /**
   * Where somebody speaks from.
   *
   * @param address IP address
   */
  record Voice(String address) {}

  @Override
  public Class<Voice> type() {
    return Voice.class;
  }

  @Override
  public Outcome<Voice> of(HttpServletRequest request, Given.Tree given) {
    return Outcome.done(new Voice(request.getRemoteAddr()));
  }
}
