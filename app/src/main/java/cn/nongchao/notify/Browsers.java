package cn.nongchao.notify;

import cn.nongchao.notify.Ways.OwnedWay;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Browsers in which somebody is told though no page is open. */
@Component
@Transactional
public class Browsers {

  /** A browser that subscribed, as its own script says it (Push API, section 8). */
  public record NewBrowser(
      UUID id,
      @NotBlank @Size(max = 1000) String endpoint,
      @NotBlank @Size(max = 200) String p256dh,
      @NotBlank @Size(max = 100) String auth) {}

  private final WayStore store;
  private final PreferenceStore preferences;
  private final Outbox outbox;
  private final Push push;
  private final PushKey key;
  private final Clock clock;

  Browsers(
      WayStore store,
      PreferenceStore preferences,
      Outbox outbox,
      Push push,
      PushKey key,
      Clock clock) {
    this.store = store;
    this.preferences = preferences;
    this.outbox = outbox;
    this.push = push;
    this.key = key;
    this.clock = clock;
  }

  /** A browser needs no code: it subscribed from within the person's own session. */
  public Outcome<OwnedWay> add(NewBrowser browser, Viewer viewer) {
    for (Way way : store.of(viewer.id())) {
      if (way.address().equals(browser.endpoint())) return Outcome.done(Ways.owned(way));
    }
    Way before = store.find(browser.id()).orElse(null);
    if (before != null) return Ways.repeated(before, viewer);
    if (store.of(viewer.id()).size() >= Ways.MOST) return Outcome.refused(Ways.ENOUGH);
    if (!isSubscription(browser)) {
      return Outcome.refused(
          Refusal.of("bad-input", "浏览器给出的订阅不能使用", "the browser's subscription cannot be used"));
    }
    Instant now = clock.instant();
    Way way =
        new Way(
            browser.id(),
            viewer.id(),
            null,
            WayKind.PUSH,
            "",
            browser.endpoint(),
            browser.p256dh() + "." + browser.auth(),
            URI.create(browser.endpoint()).getHost() + "/…",
            preferences.of(viewer.id()).lang(),
            null,
            Set.of());
    store.insert(way, now, null, "");
    outbox.tryOut(way);
    return Outcome.done(Ways.owned(way));
  }

  private static boolean isSubscription(NewBrowser browser) {
    try {
      URI endpoint = URI.create(browser.endpoint());
      PushSecrets.key(Base64.getUrlDecoder().decode(browser.p256dh()));
      return endpoint.getHost() != null
          && endpoint.getUserInfo() == null
          && endpoint.getScheme().matches("https?")
          && Base64.getUrlDecoder().decode(browser.auth()).length == 16;
    } catch (IllegalArgumentException | GeneralSecurityException unfit) {
      return false;
    }
  }

  /** The key browsers subscribe with; null where the installation has none. */
  public @Nullable String key() {
    return push.isOpen() ? key.open() : null;
  }
}
