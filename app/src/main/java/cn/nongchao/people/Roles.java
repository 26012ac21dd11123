package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every role there is; each module declares its own as beans. */
@Component
public class Roles {

  /** Marks a text in the description of the API as one of the names declared. */
  public static final String FORMAT = "role";

  private final Map<String, Role> byName = new LinkedHashMap<>();

  Roles(List<Role> declared) {
    for (Role role : declared.stream().sorted(Role.BY_ORDER).toList()) {
      if (byName.put(role.name(), role) != null) {
        throw new IllegalStateException("two roles are called " + role.name());
      }
    }
  }

  public Optional<Role> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In the order they are shown. */
  public Collection<Role> all() {
    return List.copyOf(byName.values());
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Names of those that say yes to a question, as {@code Role::works}. */
  public List<String> names(Predicate<Role> question) {
    return byName.values().stream().filter(question).map(Role::name).toList();
  }

  /** What a role is called; the name itself where no module declares it any more. */
  public Text title(String name) {
    Role role = byName.get(name);
    return role == null ? Text.same(name) : role.title();
  }

  /** Titles by name, for a form's choices. */
  public Map<String, Text> titles() {
    return byName.values().stream()
        .collect(
            Collectors.toMap(Role::name, Role::title, (one, other) -> one, LinkedHashMap::new));
  }
}
