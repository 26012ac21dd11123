package cn.nongchao.repair;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventLife;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.repair.RepairLife.Extended;
import cn.nongchao.repair.RepairLife.Looked;
import cn.nongchao.repair.RepairLife.Ordered;
import cn.nongchao.repair.RepairLife.RepairMove;
import cn.nongchao.repair.RepairLife.Repaired;
import cn.nongchao.repair.RepairLife.Way;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Repairs ordered where events of the demo were found, one for each way a repair can stand. */
@Component
class DemoRepairs implements DemoStep {

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final String MARK = "（演示）";

  /** How far a repair has come. */
  private enum End {
    ORDERED,
    EXTENDED,
    REPAIRED,
    RETURNED,
    CLOSED
  }

  /**
   * A finding.
   *
   * @param unit name of who mends it
   * @param ago days since it was ordered
   * @param until days from today to the last one
   */
  private record Finding(
      String what, String how, String unit, int ago, int until, End end, String said) {}

  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              "沿街店铺占道经营，摊位压到盲道",
              "收回占道摊位和货架，恢复人行道通行。依据《浙江省城市市容和环境卫生管理条例》。",
              "综合行政执法队",
              2,
              1,
              End.ORDERED,
              ""),
          new Finding(
              "工地裸土未覆盖，大风天扬尘明显",
              "裸露地面全部覆盖，出入口设冲洗设施并有人值守。依据《大气污染防治法》第六十九条。",
              "城市建设办公室",
              6,
              -1,
              End.ORDERED,
              ""),
          new Finding(
              "河道边堆放建筑垃圾，已近坡脚",
              "清运堆放的建筑垃圾，恢复河岸原状。依据《浙江省河道管理条例》。",
              "城市建设办公室",
              9,
              4,
              End.EXTENDED,
              "连日下雨，车辆进不了场，申请顺延。"),
          new Finding(
              "消防车通道被货物堵塞",
              "立即清空通道，划线并设置禁停标志。依据《消防法》第二十八条。",
              "综合行政执法队",
              5,
              1,
              End.RETURNED,
              "通道已清空，货物移至库内。"),
          new Finding(
              "餐饮店油烟净化器未开，油烟直排小区",
              "安装并正常使用油烟净化设施，保存清洗记录。依据《大气污染防治法》第八十一条。",
              "综合行政执法队",
              4,
              3,
              End.REPAIRED,
              "净化器已清洗更换滤芯，现场测试正常。"),
          new Finding(
              "楼道内停放电动车并拉线充电",
              "清出电动车，拆除飞线，引导到集中充电点。依据《高层民用建筑消防安全管理规定》第三十七条。",
              "综合行政执法队",
              8,
              -3,
              End.CLOSED,
              "四辆电动车已移出，插线板已拆除。"),
          new Finding(
              "围挡遮住消火栓，取水口不能用",
              "后移围挡，保证消火栓周边两米内无遮挡。依据《消防法》第二十八条。",
              "城市建设办公室",
              1,
              6,
              End.ORDERED,
              ""));

  private final Kinds kinds;
  private final LifeCycle life;
  private final LoopLists lists;
  private final EvidenceStore evidence;
  private final Bodies bodies;
  private final Clock clock;

  DemoRepairs(
      Kinds kinds,
      LifeCycles lives,
      LoopLists lists,
      EvidenceStore evidence,
      Bodies bodies,
      Clock clock) {
    this.kinds = kinds;
    this.life = lives.of(RepairLife.KIND);
    this.lists = lists;
    this.evidence = evidence;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Who there is. */
  @Component
  record Bodies(Organisations organisations, People people, Settings settings) {

    Organisation named(String name) {
      return organisations
          .ofKinds(Set.of(Organisation.SQUAD, Organisation.DEPARTMENT), STREET)
          .stream()
          .filter(one -> one.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    Actor holder(String role, DivisionCode place, Instant at) {
      return told(people.holders(role, place), at);
    }

    Actor of(Organisation unit, Instant at) {
      return told(people.staff(unit.id()), at);
    }

    private static Actor told(List<PersonCard> people, Instant at) {
      return new Actor.Automatic(
          "demo", at, people.isEmpty() ? null : people.getFirst().name() + MARK);
    }
  }

  @Override
  public int order() {
    return 65;
  }

  @Override
  public String name() {
    return "repairs";
  }

  @Override
  public Text title() {
    return Text.of("整改", "repairs");
  }

  @Override
  public void load() {
    LoopQuery query =
        LoopQuery.of(Box.ALL, State.OPEN)
            .kinds(Set.of(EventLife.KIND))
            .within(STREET)
            .page(FINDINGS.size(), null);
    List<Loop> events = lists.list(query, Sight.everything()).items();
    for (int i = 0; i < Math.min(events.size(), FINDINGS.size()); i++) {
      tell(FINDINGS.get(i), events.get(i));
    }
  }

  private void tell(Finding found, Loop event) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, bodies.settings().zone());
    Instant at = now.minus(Duration.ofDays(found.ago())).minus(Duration.ofHours(2));
    Organisation unit = bodies.named(found.unit());
    LocalDate until = today.plusDays(found.until());
    LocalDate first = found.end() == End.EXTENDED ? today.minusDays(1) : until;
    Ordered ordered =
        new Ordered(
            event.id(),
            found.what(),
            found.how(),
            event.division(),
            unit.id(),
            first,
            List.of(photo(found, at, false)));
    Actor desk = bodies.holder(CasesRoles.DISPATCHER, STREET, at);
    Loop loop = kinds.open(life, LoopId.next(), ordered, desk).orThrow();
    if (found.end() == End.ORDERED) return;
    Instant later = at.plus(Duration.ofHours(20));
    if (found.end() == End.EXTENDED) {
      Actor who = bodies.holder(CasesRoles.DISPATCHER, STREET, later);
      moved(loop, RepairMove.EXTENDED, new Extended(until, found.said()), who);
      return;
    }
    Repaired repaired = new Repaired(found.said(), List.of(photo(found, later, true)));
    loop = moved(loop, RepairMove.REPAIRED, repaired, bodies.of(unit, later));
    if (found.end() == End.REPAIRED) return;
    boolean passed = found.end() == End.CLOSED;
    Instant last = later.plus(Duration.ofHours(6));
    Looked looked =
        new Looked(
            Way.SITE,
            passed ? "现场已恢复" : "东侧仍堆着两垛货物，通道宽度不够四米，继续整改。",
            List.of(photo(found, last, passed)));
    Actor checks = bodies.holder(CasesRoles.GRID_WORKER, loop.division(), last);
    moved(loop, passed ? RepairMove.PASSED : RepairMove.RETURNED, looked, checks);
  }

  private Loop moved(Loop loop, RepairMove move, Object carried, Actor actor) {
    LifeCycle.Edge edge = Objects.requireNonNull(life.edge(loop.stage(), move.name()));
    return kinds.move(loop.id(), Ids.next(), loop.version(), edge, carried, actor).orThrow();
  }

  /** A drawing in place of a photo: before in the colour of earth, after in that of grass. */
  private EvidenceId photo(Finding found, Instant at, boolean mended) {
    BufferedImage image = new BufferedImage(960, 640, BufferedImage.TYPE_INT_RGB);
    Graphics2D ground = image.createGraphics();
    Color near = mended ? new Color(0x6b9a5b) : new Color(0x8a6f4d);
    ground.setPaint(new GradientPaint(0, 0, new Color(0xc9dbe6), 0, 640, near));
    ground.fillRect(0, 0, 960, 640);
    ground.setColor(new Color(0x55606b));
    int heaps = mended ? 0 : 3 + found.what().length() % 4;
    for (int i = 0; i < heaps; i++) ground.fillOval(80 + i * 130, 380 + i % 2 * 60, 190, 120);
    ground.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var upload = new EvidenceStore.Upload(Ids.next(), "photo.jpg", null, at, null, null);
    try {
      ImageIO.write(image, "jpeg", bytes);
      var in = new ByteArrayInputStream(bytes.toByteArray());
      return new EvidenceId(
          evidence.put(upload, in, new Uploader(null, "demo", null)).orThrow().id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
