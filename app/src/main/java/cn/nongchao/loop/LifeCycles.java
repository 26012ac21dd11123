package cn.nongchao.loop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every kind of loop there is; each module offers its own as a bean. */
@Component
public class LifeCycles {

  private final Map<String, LifeCycle> byKind = new TreeMap<>();

  LifeCycles(List<LifeCycle> all) {
    for (LifeCycle life : all) {
      if (byKind.put(life.kind(), life) != null) {
        throw new IllegalStateException("two life cycles are called " + life.kind());
      }
    }
  }

  public LifeCycle of(String kind) {
    LifeCycle life = byKind.get(kind);
    if (life == null) throw new IllegalArgumentException("no kind of loop is called " + kind);
    return life;
  }

  public LifeCycle of(Loop loop) {
    return of(loop.kind());
  }

  public Collection<LifeCycle> all() {
    return byKind.values();
  }

  /** Names of the roles that give a loop to a unit. */
  public Set<String> sending() {
    return byKind.values().stream()
        .flatMap(life -> life.edges().stream())
        .filter(edge -> edge.needs().contains(Need.HANDLER))
        .flatMap(edge -> edge.by().stream())
        .flatMap(who -> who.roles().stream())
        .collect(Collectors.toSet());
  }

  /** The kinds of loop in which a role has a move to make. */
  public List<LifeCycle> withPartFor(String role) {
    return byKind.values().stream().filter(life -> life.roles().contains(role)).toList();
  }
}
