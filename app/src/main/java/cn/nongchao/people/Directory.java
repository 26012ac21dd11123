package cn.nongchao.people;

import cn.nongchao.platform.Sought;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Persons and organisations by name, pinyin or first letters, of some places and units only. */
@Component
public class Directory {

  /**
   * Of which places and units.
   *
   * @param units these too, wherever they are seated; their people are of them
   */
  public record Of(Collection<DivisionCode> places, Collection<OrganisationId> units) {
    public Of {
      places = List.copyOf(places);
      units = List.copyOf(units);
    }

    String[] patterns() {
      return places.stream().map(place -> place.value() + "%").toArray(String[]::new);
    }

    UUID[] ids() {
      return units.stream().map(OrganisationId::value).toArray(UUID[]::new);
    }
  }

  /**
   * Somebody found.
   *
   * @param unit name of their organisation
   * @param sought what they are found by
   */
  public record Somebody(PersonId id, String name, String unit, String sought) {}

  /**
   * An organisation found.
   *
   * @param sought what it is found by
   */
  public record Body(OrganisationId id, String name, String kind, String sought) {}

  private final JdbcClient jdbc;

  Directory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Active ones with an organisation; those of the units first, then by name. */
  public List<Somebody> persons(String words, Of of, int most) {
    return jdbc.sql(
            """
            select p.id, p.name, o.name as unit, p.sought
            from people.persons p join people.organisations o on o.id = p.organisation
            where p.active and (o.division like any(:places) or o.id = any(:units))
              and (p.sought like :words or p.name like :words or p.login like :words)
            order by o.id = any(:units) desc, p.name = :exact desc,
              p.sort_key, p.name, p.id limit :most
            """)
        .param("places", of.patterns())
        .param("units", of.ids())
        .param("words", Sought.within(words))
        .param("exact", words)
        .param("most", most)
        .query((row, n) ->
            new Somebody(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("unit"),
                row.getString("sought")))
        .list();
  }

  /** By name; firms, of which there are many, last. */
  public List<Body> organisations(
      String words, Set<String> kinds, Of of, boolean pastToo, int most) {
    return jdbc.sql(
            """
            select o.id, o.name, o.kind, o.sought from people.organisations o
            where (o.active or :past) and o.kind = any(:kinds)
              and (o.division like any(:places) or o.id = any(:units))
              and (o.sought like :words or o.name like :words or o.credit_code like upper(:words))
            order by o.name = :exact desc, o.kind = :firm, o.sort_key, o.name, o.id
            limit :most
            """)
        .param("past", pastToo)
        .param("kinds", kinds.toArray(String[]::new))
        .param("places", of.patterns())
        .param("units", of.ids())
        .param("words", Sought.within(words))
        .param("exact", words)
        .param("firm", Organisation.FIRM)
        .param("most", most)
        .query((row, n) ->
            new Body(
                new OrganisationId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("kind"),
                row.getString("sought")))
        .list();
  }

  /** What lies within both, so that nobody is shown more than they reach by asking for more. */
  public static List<DivisionCode> common(
      Collection<DivisionCode> some, Collection<DivisionCode> others) {
    return some.stream()
        .flatMap(one -> others.stream().flatMap(other -> Stream.ofNullable(narrower(one, other))))
        .distinct()
        .toList();
  }

  private static @Nullable DivisionCode narrower(DivisionCode one, DivisionCode other) {
    if (one.contains(other)) return other;
    return other.contains(one) ? one : null;
  }
}
