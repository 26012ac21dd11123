package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Text;
import cn.nongchao.rules.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What docs/loops says of each kind of loop is what the door enforces: both come from one object.
 */
class LifeCycleDocsTest {

  private static final Path FOLDER = Tree.ROOT.resolve("docs/loops");

  @Test
  void everyKindIsWrittenDownAsItIs() throws IOException {
    for (LifeCycle life : RunningApp.beans(LifeCycle.class)) {
      Path file = FOLDER.resolve(life.kind() + ".md");
      String now = written(life);
      if (Boolean.getBoolean("docs.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, now);
      }
      assertThat(file)
          .as("rewrite with ./nongchao test --only LifeCycleDocsTest -Ddocs.write=true")
          .hasContent(now);
    }
  }

  private static String written(LifeCycle life) {
    StringBuilder text = new StringBuilder();
    text.append("# %s (`%s`)\n\n".formatted(both(life.title()), life.kind()));
    text.append("Written by `LifeCycleDocsTest` from the life cycle the application enforces.\n");
    Allowance total = life.total();
    if (total != null) text.append("\nThe whole: %s.\n".formatted(both(total.title())));
    text.append("\n```mermaid\nstateDiagram-v2\n");
    for (Place place : life.places()) {
      text.append("  %s: %s\n".formatted(place.stage().name(), place.stage().title().zh()));
    }
    text.append("  [*] --> %s\n".formatted(life.start().name()));
    for (Edge edge : life.edges()) {
      Stage to = edge.to();
      if (to == null) continue;
      for (String from : inOrder(life, edge.from())) {
        text.append("  %s --> %s: %s\n".formatted(from, to.name(), edge.move().title().zh()));
      }
    }
    text.append("```\n\n| stage | may last | deadlines |\n|---|---|---|\n");
    for (Place place : life.places()) text.append(row(place));
    text.append("\n| move | from | to | by | must carry |\n|---|---|---|---|---|\n");
    for (Edge edge : life.edges()) text.append(row(life, edge));
    return text.toString();
  }

  private static String row(Place place) {
    Allowance allowance = place.allowance();
    return "| %s `%s` | %s | %s |\n"
        .formatted(
            both(place.stage().title()),
            place.stage().name(),
            allowance == null ? "" : both(allowance.title()),
            switch (place.clock()) {
              case RUNS -> "count";
              case STOPS -> "stand still";
              case ENDED -> "ended";
            });
  }

  private static String row(LifeCycle life, Edge edge) {
    return "| %s `%s` | %s | %s | %s | %s |\n"
        .formatted(
            both(edge.move().title()),
            edge.move().name(),
            inOrder(life, edge.from()).stream()
                .map(name -> life.stage(name).title().zh())
                .collect(Collectors.joining("、")),
            whereTo(edge),
            edge.by().stream().map(LifeCycleDocsTest::who).collect(Collectors.joining("; ")),
            edge.needs().stream()
                .sorted()
                .map(need -> both(need.title()))
                .collect(Collectors.joining("; ")));
  }

  private static String whereTo(Edge edge) {
    if (edge.stays()) return "stays";
    return edge.to() == null ? "back" : Objects.requireNonNull(edge.to()).title().zh();
  }

  private static String who(Who who) {
    return switch (who) {
      case Who.Holder holder -> roles(holder.roles()) + " of the place or unit";
      case Who.Member member -> roles(member.roles()) + " of the unit it is with";
      case Who.Assignee assigned -> "whoever it is assigned to";
      case Who.Reporter reported -> "whoever reported it";
      case Who.Asked asked -> "whoever it waits for by name";
      case Who.WhileAsked other -> who(other.who()) + ", while it waits for somebody";
      case Who.Automatic automatic -> "the system";
    };
  }

  private static String roles(Set<String> roles) {
    return RunningApp.bean(Roles.class).all().stream()
        .filter(role -> roles.contains(role.name()))
        .map(role -> role.title().zh())
        .collect(Collectors.joining("、"));
  }

  private static Collection<String> inOrder(LifeCycle life, Set<String> stages) {
    return life.places().stream()
        .map(place -> place.stage().name())
        .filter(stages::contains)
        .toList();
  }

  private static String both(Text text) {
    return text.zh() + " " + text.en();
  }
}
