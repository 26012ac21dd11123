package cn.nongchao.people.access;

import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Text;
import com.webauthn4j.data.client.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Under which name and at which address passkeys are made and asked for: those of the public
 * address, never what a request says of itself. Browsers take a domain name over HTTPS, or this
 * machine.
 */
@Component
public final class RelyingParty {

  private final PublicAddress address;

  RelyingParty(PublicAddress address) {
    this.address = address;
  }

  String id() {
    return PublicAddress.host(address.now());
  }

  Origin origin() {
    return new Origin(address.now());
  }

  private boolean fits() {
    String id = id();
    boolean isName = id.matches("(?=.*[a-z])[a-z0-9.-]*[a-z0-9]");
    boolean isSecure = address.now().startsWith("https:");
    return id.equals("localhost") || (isSecure && isName);
  }

  /** Why none are offered here; null where they are. */
  public @Nullable Text whyNot() {
    return fits()
        ? null
        : Text.of(
            "本系统未提供通行密钥：需要以域名访问的 HTTPS 公开地址，目前是 " + address.now(),
            "No passkeys here: they need a public address of HTTPS and a domain name; it is "
                + address.now());
  }
}
