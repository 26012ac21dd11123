package cn.nongchao.notify;

import cn.nongchao.notify.Post.Answer;
import cn.nongchao.platform.PublicAddress;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Web Push (RFC 8030) to a browser that subscribed, sealed for it alone. */
@Component
class Push implements Outlet {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What every push server takes, sealed (RFC 8030, section 7.2). */
  private static final int LONGEST = 2000;

  private final Post post;
  private final PushKey key;
  private final WayStore ways;
  private final PublicAddress address;
  private final Clock clock;

  Push(Post post, PushKey key, WayStore ways, PublicAddress address, Clock clock) {
    this.post = post;
    this.key = key;
    this.ways = ways;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public WayKind kind() {
    return WayKind.PUSH;
  }

  /** Browsers subscribe at encrypted addresses alone, and on this machine. */
  @Override
  public boolean isOpen() {
    URI origin = URI.create(address.now());
    return origin.getScheme().equals("https") || origin.getHost().equals("localhost");
  }

  @Override
  public Delivery send(Letter letter) throws IOException, GeneralSecurityException {
    Way way = letter.way();
    URI endpoint = URI.create(way.address());
    String[] secrets = Objects.requireNonNull(way.secret()).split("\\.", -1);
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Base64.Decoder text = Base64.getUrlDecoder();
    byte[] body =
        PushSecrets.seal(
            payload(letter),
            text.decode(secrets[0]),
            text.decode(secrets[1]),
            PushSecrets.pair(),
            salt);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("TTL", "86400");
    headers.put("Content-Encoding", "aes128gcm");
    headers.put("Urgency", "high");
    headers.put("Topic", letter.id().toString().replace("-", "")); // sent again, it replaces itself
    headers.put("Authorization", key.authorization(endpoint, address.now(), clock.instant()));
    Answer answer = post.send("POST", endpoint, headers, "application/octet-stream", body);
    if (answer.status() == 404 || answer.status() == 410) {
      ways.remove(way.id()); // that browser is subscribed no more
    }
    return answer.isGood() ? Delivery.taken() : GroupRobots.failed(answer);
  }

  private static byte[] payload(Letter letter) {
    String path =
        letter.items().size() == 1 ? letter.items().getFirst().notice().path() : "/notices";
    Map<String, String> said = new LinkedHashMap<>();
    said.put("id", letter.id().toString());
    said.put("title", Bytes.first(letter.title(), 300));
    said.put("body", Bytes.first(letter.items().size() > 1 ? letter.plain() : "", LONGEST - 600));
    said.put("path", path);
    return JsonMapper.shared().writeValueAsBytes(said);
  }
}
