package cn.nongchao.notify;

import cn.nongchao.notify.Post.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Robots of groups in 钉钉 and 企业微信: a text, and an answer with a number that is 0. */
@Configuration
class GroupRobots {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** As many bytes as either takes, and room for the frame. */
  private static final int LONGEST = 1900;

  @Bean
  Outlet dingTalk(Post post, Clock clock) {
    return new Robot(WayKind.DINGTALK, post, clock);
  }

  @Bean
  Outlet weCom(Post post, Clock clock) {
    return new Robot(WayKind.WECOM, post, clock);
  }

  private record Robot(WayKind kind, Post post, Clock clock) implements Outlet {

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public Delivery send(Letter letter) throws IOException {
      String text = letter.title() + "\n" + letter.plain();
      Map<String, Object> body =
          Map.of("msgtype", "text", "text", Map.of("content", Bytes.first(text, LONGEST)));
      Answer answer =
          post.send(
              "POST",
              address(letter.way()),
              Map.of(),
              "application/json; charset=utf-8",
              JSON.writeValueAsBytes(body));
      if (!answer.isGood()) return failed(answer);
      return said(answer.body());
    }

    private URI address(Way way) {
      String secret = way.secret();
      if (kind != WayKind.DINGTALK || secret == null) return URI.create(way.address());
      long now = clock.millis();
      String sign = URLEncoder.encode(Signature.dingTalk(secret, now), StandardCharsets.UTF_8);
      String joint = way.address().contains("?") ? "&" : "?";
      return URI.create(way.address() + joint + "timestamp=" + now + "&sign=" + sign);
    }

    private static Delivery said(String body) {
      try {
        int code = JSON.readTree(body).path("errcode").asInt(-1);
        return code == 0 ? Delivery.taken() : Delivery.failed("errcode " + code);
      } catch (JacksonException noJson) {
        return Delivery.failed("an answer that is no robot's");
      }
    }
  }

  static Delivery failed(Answer answer) {
    String why = "HTTP " + answer.status();
    return answer.isForGood() ? Delivery.failedForGood(why) : Delivery.failed(why);
  }
}
