package cn.nongchao.people.access;

import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import com.webauthn4j.data.client.Origin;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Under which name and at which address passkeys are made and asked for: those of the public
 * address, never what a request says of itself. Browsers take a domain name over HTTPS, or this
 * machine.
 */
@Component
public final class RelyingParty {

  private final String id;
  private final Origin origin;
  private final boolean fits;

  RelyingParty(Settings settings) {
    URI address = URI.create(settings.origin().replaceAll("/+$", ""));
    this.id = Objects.requireNonNullElse(address.getHost(), "").toLowerCase(Locale.ROOT);
    this.origin = new Origin(settings.origin().replaceAll("/+$", ""));
    boolean isName = id.matches("(?=.*[a-z])[a-z0-9.-]*[a-z0-9]");
    boolean isSecure = "https".equals(address.getScheme());
    this.fits = id.equals("localhost") || (isSecure && isName);
  }

  String id() {
    return id;
  }

  Origin origin() {
    return origin;
  }

  /** Why none are offered here; null where they are. */
  public @Nullable Text whyNot() {
    return fits
        ? null
        : Text.of(
            "本系统未提供通行密钥：需要以域名访问的 HTTPS 公开地址（NONGCHAO_ORIGIN），目前是 " + origin,
            "No passkeys here: they need a public address (NONGCHAO_ORIGIN) of HTTPS and a domain"
                + " name; it is "
                + origin);
  }
}
