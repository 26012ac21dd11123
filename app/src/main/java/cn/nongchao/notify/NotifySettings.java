package cn.nongchao.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may set about word that goes out; every name is {@code
 * nongchao.notify.<name>}.
 *
 * @param kept how long a notice is kept
 * @param fresh for how long it is remembered who there is to be told
 * @param givenUpAfter how long something is tried before it is given up
 * @param inside addresses and ranges of the server's own network that robots and gateways may have;
 *     none others of it are connected to
 * @param mailFrom what e-mail is sent from; empty for none sent
 * @param sms the gateway for text messages
 */
@ConfigurationProperties("nongchao.notify")
record NotifySettings(
    @DefaultValue("90d") Duration kept,
    @DefaultValue("30s") Duration fresh,
    @DefaultValue("1d") Duration givenUpAfter,
    @DefaultValue({}) List<String> inside,
    @DefaultValue("") String mailFrom,
    @DefaultValue Sms sms) {

  NotifySettings {
    inside = List.copyOf(inside);
  }

  /**
   * A gateway as its operator describes it.
   *
   * @param url empty for none
   * @param headers of the request, such as the key it wants
   * @param body in which {@code {phone}} and {@code {text}} stand for what is sent
   * @param type of the body: JSON, a form, or text
   * @param accepted a pattern that a good answer's body has; empty where its status says enough
   */
  record Sms(
      @DefaultValue("") String url,
      @DefaultValue("POST") String method,
      @DefaultValue({}) Map<String, String> headers,
      @DefaultValue("{\"phone\":\"{phone}\",\"text\":\"{text}\"}") String body,
      @DefaultValue("application/json") String type,
      @DefaultValue("") String accepted) {
    Sms {
      headers = Map.copyOf(headers);
    }

    boolean isSet() {
      return !url.isEmpty();
    }
  }
}
