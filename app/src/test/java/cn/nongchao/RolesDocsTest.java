package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Text;
import cn.nongchao.rules.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/roles.md says of each role is what its module declares. */
class RolesDocsTest {

  private static final Path FILE = Tree.ROOT.resolve("docs/roles.md");

  private static final String HEAD =
      """
      # Roles

      Written by `RolesDocsTest` from what the modules declare (`PeopleRoles`, `LoopRoles`,
      `CasesRoles`) and from the life cycles the application enforces. A role is held over a place
      and all below it, or over an organisation, for a time.

      | role | name | for what | granted over | takes part in |
      |---|---|---|---|---|
      """;

  @Test
  void everyRoleIsWrittenDownAsItIs() throws IOException {
    StringBuilder now = new StringBuilder(HEAD);
    RunningApp.bean(Roles.class).all().forEach(role -> now.append(row(role)));
    if (Boolean.getBoolean("docs.write")) Files.writeString(FILE, now);
    assertThat(FILE)
        .as("rewrite with ./nongchao test --only RolesDocsTest -Ddocs.write=true")
        .hasContent(now.toString());
  }

  private static String row(Role role) {
    List<LifeCycle> lives = RunningApp.bean(LifeCycles.class).withPartFor(role.name());
    return "| %s | `%s` | %s | %s | %s |\n"
        .formatted(
            both(role.title()),
            role.name(),
            both(role.purpose()),
            role.reach().words().stream()
                .map(RolesDocsTest::both)
                .collect(Collectors.joining("; ")),
            lives.stream()
                .map(life -> "[%s](loops/%s.md)".formatted(both(life.title()), life.kind()))
                .collect(Collectors.joining(", ")));
  }

  private static String both(Text text) {
    return text.zh() + " " + text.en();
  }
}
