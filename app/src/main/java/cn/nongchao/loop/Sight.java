package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which loops somebody may read: those within the places of their working roles, those in the hands
 * of their organisations, and those they took part in. Every query passes through this condition.
 *
 * @param sql a condition on {@code loop.loops l}
 * @param params its parameters, in order
 */
public record Sight(String sql, List<Object> params) {

  private static final Set<Role> WORKING = EnumSet.complementOf(EnumSet.of(Role.CITIZEN));

  public Sight {
    params = List.copyOf(params);
  }

  public static Sight of(Viewer viewer) {
    List<String> any = new ArrayList<>();
    List<Object> params = new ArrayList<>();
    for (DivisionCode place : viewer.places(WORKING)) {
      if (place.equals(DivisionCode.ALL)) return everything();
      any.add("l.division like ?");
      params.add(place.value() + "%");
    }
    UUID[] organisations =
        viewer.organisations().stream().map(OrganisationId::value).toArray(UUID[]::new);
    if (organisations.length > 0) {
      any.add("l.handler = any(?)");
      params.add(organisations);
    }
    UUID[] parties =
        Stream.concat(Stream.of(viewer.id().value()), Stream.of(organisations))
            .toArray(UUID[]::new);
    any.add("exists (select 1 from loop.parties p where p.loop = l.id and p.party = any(?))");
    params.add(parties);
    return new Sight("(" + String.join(" or ", any) + ")", params);
  }

  /** For figures that concern nobody in particular, and for the system itself. */
  public static Sight everything() {
    return new Sight("true", List.of());
  }
}
