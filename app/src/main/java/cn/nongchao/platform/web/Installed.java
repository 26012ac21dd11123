package cn.nongchao.platform.web;

import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** How this installation stands, as every page says it. */
@Component
class Installed {

  private final Settings settings;
  private final PublicAddress address;

  Installed(Settings settings, PublicAddress address) {
    this.settings = settings;
    this.address = address;
  }

  boolean isDemo() {
    return settings.demo();
  }

  /** A copy of another, in which nothing is sealed or signed. */
  boolean isCopy() {
    return settings.trial();
  }

  /** Without a public address yet: what is signed proves nothing. */
  boolean isTrial() {
    return address.isTrial();
  }

  ZoneId zone() {
    return settings.zone();
  }
}
