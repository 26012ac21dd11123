package cn.nongchao.cases.demo;

import cn.nongchao.cases.Disposition;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Events of the last thirty days in every stage, so that lists, maps and figures have something to
 * show: {@code cases/demo-events.txt}, carried out by the system at the moments they stand for.
 */
@Component
class DemoEvents implements DemoStep {

  private static final int CLOSED = 90;

  /** In every ten: 管理、服务、执法 as 7∶2∶1, the mix that streets report of themselves. */
  private static final String MIX = "MMSMMEMSMM";

  /** Stages for those still open, from the newest. */
  private static final List<Story.End> OPEN =
      List.of(
          Story.End.REPORTED,
          Story.End.REPORTED,
          Story.End.REPORTED,
          Story.End.TWIN,
          Story.End.TRIAGED,
          Story.End.TRIAGED,
          Story.End.DISPATCHED,
          Story.End.DISPATCHED,
          Story.End.DISPATCHED,
          Story.End.HANDLING,
          Story.End.HANDLING,
          Story.End.HANDLING,
          Story.End.HANDLING,
          Story.End.HANDLED,
          Story.End.HANDLED,
          Story.End.HANDLED,
          Story.End.CHECKED,
          Story.End.PAUSED,
          Story.End.RETURNED,
          Story.End.REOPENED,
          Story.End.DECLINED,
          Story.End.MERGED);

  /** What an event is about. */
  record Scene(
      String category,
      String words,
      String address,
      Disposition disposition,
      String done,
      String reply) {}

  private final Story story;
  private final Divisions divisions;
  private final Clock clock;

  DemoEvents(Story story, Divisions divisions, Clock clock) {
    this.story = story;
    this.divisions = divisions;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 30;
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Text title() {
    return Text.of("事件", "events");
  }

  @Override
  public void load() {
    Random random = new Random(330114003L);
    Scenes scenes = Scenes.read();
    List<Division> grids = divisions.below(DemoList.STREET, Level.GRID);
    Instant now = clock.instant();
    for (int i = 0; i < CLOSED; i++) {
      Duration ago = Duration.ofHours(44 + i * 7L).plusMinutes(random.nextInt(600));
      Scene scene = scenes.next();
      story.tell(scene, grid(grids, scene, random), now.minus(ago), Story.End.CLOSED, random);
    }
    for (Story.End end : OPEN) tell(scenes.next(), end, grids, random);
    tell(scenes.about("0503"), Story.End.AWAITING, grids, random);
    tell(scenes.about("0103"), Story.End.OBJECTED, grids, random);
  }

  private void tell(Scene scene, Story.End end, List<Division> grids, Random random) {
    Instant begin = clock.instant().minus(end.least().plusMinutes(5L + random.nextInt(40)));
    story.tell(scene, grid(grids, scene, random), begin, end, random);
  }

  /** One of the village its address names, or any. */
  private Division grid(List<Division> grids, Scene scene, Random random) {
    List<Division> there =
        grids.stream().filter(grid -> scene.address().startsWith(village(grid))).toList();
    List<Division> from = there.isEmpty() ? grids : there;
    return from.get(random.nextInt(from.size()));
  }

  private String village(Division grid) {
    String code = grid.code().value().substring(0, Level.VILLAGE.digits());
    return divisions.name(new DivisionCode(code));
  }

  /** Scenes one after another, each kind of handling in turn as the mix says. */
  private static final class Scenes {

    private final Map<Disposition, List<Scene>> all;
    private final Map<Disposition, Integer> told = new EnumMap<>(Disposition.class);
    private int count;

    private Scenes(Map<Disposition, List<Scene>> all) {
      this.all = all;
    }

    static Scenes read() {
      try (var in = new BufferedReader(DemoList.reader("/cases/demo-events.txt"))) {
        return new Scenes(
            in.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\\|", -1))
                .map(part ->
                    new Scene(
                        part[0], part[1], part[2], Disposition.valueOf(part[3]), part[4], part[5]))
                .collect(Collectors.groupingBy(Scene::disposition)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** One of this category. */
    Scene about(String category) {
      return all.values().stream()
          .flatMap(List::stream)
          .filter(scene -> scene.category().equals(category))
          .findFirst()
          .orElseThrow();
    }

    Scene next() {
      Disposition disposition =
          switch (MIX.charAt(count++ % MIX.length())) {
            case 'M' -> Disposition.MANAGE;
            case 'S' -> Disposition.SERVE;
            default -> Disposition.ENFORCE;
          };
      List<Scene> scenes = all.getOrDefault(disposition, List.of());
      int turn = told.merge(disposition, 1, Integer::sum) - 1;
      return scenes.get(turn % scenes.size());
    }
  }
}
