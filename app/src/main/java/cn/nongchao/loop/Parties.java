package cn.nongchao.loop;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who from now on may read a loop because they took part. */
final class Parties {

  /** Whether each is an organisation. */
  private final Map<UUID, Boolean> all = new LinkedHashMap<>();

  void add(@Nullable PersonId person) {
    if (person != null) all.putIfAbsent(person.value(), false);
  }

  void add(@Nullable OrganisationId organisation) {
    if (organisation != null) all.put(organisation.value(), true);
  }

  /** Forgets those who are written down already. */
  void leaveOut(Set<UUID> known) {
    all.keySet().removeAll(known);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Collection<UUID> ids() {
    return all.keySet();
  }

  /** For each of {@link #ids}, whether it is an organisation. */
  Collection<Boolean> kinds() {
    return all.values();
  }

  Set<UUID> and(Set<UUID> others) {
    Set<UUID> both = new HashSet<>(others);
    both.addAll(all.keySet());
    return both;
  }
}
