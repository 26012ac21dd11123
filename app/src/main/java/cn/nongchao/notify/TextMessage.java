package cn.nongchao.notify;

import cn.nongchao.notify.Post.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Text messages through the gateway an installation describes. */
@Component
class TextMessage implements Outlet {

  /** What a gateway takes as one message of several parts. */
  private static final int LONGEST = 300;

  private final Post post;
  private final NotifySettings.Sms gateway;

  TextMessage(Post post, NotifySettings settings) {
    this.post = post;
    this.gateway = settings.sms();
  }

  @Override
  public WayKind kind() {
    return WayKind.SMS;
  }

  @Override
  public boolean isOpen() {
    return gateway.isSet();
  }

  @Override
  public Delivery send(Letter letter) throws IOException {
    String text = letter.text() == null ? letter.title() : letter.text();
    String body =
        gateway
            .body()
            .replace("{phone}", within(letter.way().address()))
            .replace("{text}", within(Bytes.first(text, LONGEST)));
    Answer answer =
        post.send(
            gateway.method(),
            URI.create(gateway.url()),
            gateway.headers(),
            gateway.type() + "; charset=utf-8",
            body.getBytes(StandardCharsets.UTF_8));
    if (!answer.isGood()) return GroupRobots.failed(answer);
    boolean isAccepted =
        gateway.accepted().isEmpty()
            || Pattern.compile(gateway.accepted()).matcher(answer.body()).find();
    return isAccepted ? Delivery.taken() : Delivery.failed("the gateway's answer is another");
  }

  /** As it may stand within the body. */
  private String within(String text) {
    if (gateway.type().contains("json")) {
      String quoted = JsonMapper.shared().writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    }
    return gateway.type().contains("form") ? URLEncoder.encode(text, StandardCharsets.UTF_8) : text;
  }
}
