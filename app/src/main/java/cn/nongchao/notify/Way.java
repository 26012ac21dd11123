package cn.nongchao.notify;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Lang;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where word goes beside the product.
 *
 * @param person whose it is; null for a robot
 * @param unit whose robot it is; null for a person's
 * @param name of a robot; empty for a person's way
 * @param address opened; it is kept sealed
 * @param secret what messages are signed or encrypted with, opened; null for none
 * @param shown the address with most of it masked
 * @param code that is to come back from the address; null once it did
 * @param silenced kinds of word that do not go there; a person says so elsewhere
 */
record Way(
    UUID id,
    @Nullable PersonId person,
    @Nullable OrganisationId unit,
    WayKind kind,
    String name,
    String address,
    @Nullable String secret,
    String shown,
    Lang lang,
    @Nullable String code,
    Set<String> silenced) {

  Way {
    silenced = Set.copyOf(silenced);
  }

  /** As something that must not tell where it leads. */
  @Override
  public String toString() {
    return kind + " " + shown;
  }
}
