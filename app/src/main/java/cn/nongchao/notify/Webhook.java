package cn.nongchao.notify;

import cn.nongchao.notify.Post.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A request of ours to a program of theirs, signed with a secret both know (docs/notices.md). */
@Component
class Webhook implements Outlet {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What is sent: the same id means the same again. */
  record Said(UUID id, String title, List<Told> notices) {}

  /** One notice. */
  record Told(
      UUID id,
      String word,
      String text,
      String kind,
      String number,
      String stage,
      @Nullable String due,
      String at,
      String link) {}

  private final Post post;
  private final Clock clock;

  Webhook(Post post, Clock clock) {
    this.post = post;
    this.clock = clock;
  }

  @Override
  public WayKind kind() {
    return WayKind.WEBHOOK;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public Delivery send(Letter letter) throws IOException {
    List<Told> told = letter.items().stream().map(Webhook::told).toList();
    byte[] body = JSON.writeValueAsBytes(new Said(letter.id(), letter.title(), told));
    long now = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Nongchao-Id", letter.id().toString());
    headers.put("Nongchao-Timestamp", Long.toString(now));
    headers.put(
        "Nongchao-Signature",
        Signature.plain(Objects.requireNonNull(letter.way().secret()), now, body));
    Answer answer =
        post.send("POST", URI.create(letter.way().address()), headers, "application/json", body);
    return answer.isGood() ? Delivery.taken() : GroupRobots.failed(answer);
  }

  private static Told told(Letter.Item item) {
    Notice notice = item.notice();
    return new Told(
        notice.id(),
        notice.word(),
        item.line(),
        notice.kind(),
        notice.number(),
        notice.stage(),
        notice.due() == null ? null : notice.due().toString(),
        notice.at().toString(),
        item.link());
  }
}
