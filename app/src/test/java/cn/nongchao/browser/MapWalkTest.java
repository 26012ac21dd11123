package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.Cast;
import cn.nongchao.EmptyApp;
import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.Served;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Scope;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A street nothing is drawn of gets its grids on the map, where it lies. */
class MapWalkTest extends EmptyApp {

  private static final String STREET = "330109003";
  private static final DivisionCode NEXT = new DivisionCode("330109005");
  private static final byte[] NOTHING =
      java.util.Base64.getDecoder()
          .decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  @Test
  void gridsAreDrawnByClickingAndTheirSharedCornerMovesForBoth() {
    List<DivisionCode> grids = grids();
    try (Person admin = at(Screen.DESK)) {
      Page page = admin.page();
      admin.visit("/divisions/map?at=" + STREET).sees("地图从哪里开始");
      page.fill("#find", "120.26, 30.18");
      page.press("#find", "Enter");
      admin.press("地图从这里开始").looksOver().sees("可以绘制了");
      assertThat(page.locator("[data-start]").getAttribute("open")).isNull();

      isDrawn(admin, grids);
      isNotDrawnOverTheOther(admin, grids);
      isDrawnBeside(page, grids);
      movesBothOrOne(page, grids);
      theNeighboursAreSeenButStay(admin, grids);
      admin.looksOver().picture("map-editor");
    }
    seenOnAPhone(grids);
  }

  private static void isDrawn(Person admin, List<DivisionCode> grids) {
    Page page = admin.page();
    choose(page, grids.getFirst());
    click(page, 400, 300);
    click(page, 500, 300);
    click(page, 510, 310);
    page.locator("[data-undo]").click();
    click(page, 500, 400);
    click(page, 400, 400);
    page.keyboard().press("Escape");
    assertThat(page.locator("#grid").inputValue()).isEmpty();
    choose(page, grids.getFirst());
    for (int[] at : new int[][] {{400, 300}, {500, 300}, {500, 400}, {400, 400}, {400, 300}}) {
      click(page, at[0], at[1]);
    }
    for (double[] corner : corners(page)) {
      assertThat(corner[0]).isCloseTo(120.26, within(0.03));
      assertThat(corner[1]).isCloseTo(30.18, within(0.03));
    }
    save(page, "请选择边界是示意还是实测");
    page.locator("#grid").selectOption(grids.getLast().value());
    assertThat(page.locator("#grid").inputValue()).isEqualTo(grids.getFirst().value());
    admin.sees("先保存或放弃修改");
    page.getByLabel("示意", new Page.GetByLabelOptions().setExact(true)).check();
    save(page, "已保存");
    assertThat(drawn(grids.getFirst()).schematic()).isTrue();
  }

  private static void isNotDrawnOverTheOther(Person admin, List<DivisionCode> grids) {
    Page page = admin.page();
    choose(page, grids.getLast());
    for (int[] at : new int[][] {{450, 300}, {600, 300}, {600, 400}}) click(page, at[0], at[1]);
    box(page).dblclick(new Locator.DblclickOptions().setPosition(450, 400));
    page.getByLabel("实测", new Page.GetByLabelOptions().setExact(true)).check();
    save(page, "重叠");
    assertThat(page.locator("[data-status] button").innerText()).isEqualTo("仍然保存");
    admin.wasRefused();
    assertThat(drawn(grids.getLast()).version()).isZero();
    page.locator("[data-discard]").click();
  }

  private static void isDrawnBeside(Page page, List<DivisionCode> grids) {
    // Close to the corners of the first: they become its own.
    choose(page, grids.getLast());
    for (int[] at : new int[][] {{503, 303}, {600, 300}, {600, 400}}) click(page, at[0], at[1]);
    box(page).dblclick(new Locator.DblclickOptions().setPosition(497, 397));
    page.getByLabel("实测", new Page.GetByLabelOptions().setExact(true)).check();
    save(page, "已保存");
    assertThat(drawn(grids.getLast()).schematic()).isFalse();
    assertThat(shared(page)).hasSize(2);
  }

  private static void movesBothOrOne(Page page, List<DivisionCode> grids) {
    drag(page, 0);
    assertThat(page.locator("[data-status]").innerText()).contains("一起移动的相邻边界", "第1网格");
    save(page, "已保存");
    assertThat(drawn(grids.getFirst()).version()).isEqualTo(2);
    assertThat(drawn(grids.getLast()).version()).isEqualTo(2);
    assertThat(drawn(grids.getFirst()).schematic()).isTrue();
    assertThat(shared(page)).hasSize(2);

    page.locator("[data-together]").uncheck();
    drag(page, 0);
    assertThat(page.locator("[data-status]").innerText()).contains("只改了这一条", "第1网格");
    page.locator("[data-undo]").click();
    assertThat(page.locator("[data-save]").isDisabled()).isTrue();
  }

  /** A grid of the next street stands at a corner of the first. */
  private static void theNeighboursAreSeenButStay(Person admin, List<DivisionCode> grids) {
    Page page = admin.page();
    double[] corner = corners(page).getFirst();
    neighbour(corner[0], corner[1]);
    admin.visit("/divisions/map?at=" + STREET);
    page.locator("path.map-beside").first().waitFor();
    assertThat(page.locator("#grid option").allInnerTexts()).noneMatch(one -> one.contains("外街"));
    choose(page, grids.getLast());
    int at = 0;
    while (corners(page).get(at)[0] != corner[0] || corners(page).get(at)[1] != corner[1]) at++;
    drag(page, at);
    page.locator("[data-status]:has-text('与外街道共用的顶点')").waitFor();
    assertThat(page.locator("[data-status]").innerText()).contains("外街第1网格");
    page.locator("[data-undo]").click();
  }

  private static void neighbour(double lon, double lat) {
    String village = RunningApp.bean(Divisions.class).children(NEXT).getFirst().code().value();
    DivisionCode grid = new DivisionCode(village + "001");
    RunningApp.bean(Outlines.class)
        .add(new Outlines.NewPlace(grid, "外街第1网格", ""), Scope.system())
        .orThrow();
    RunningApp.bean(Served.class).serve(NEXT, false);
    String outline =
        """
        {"type": "Polygon",
          "coordinates": [[[%1$s, %2$s], [%1$s, %4$s], [%3$s, %4$s], [%1$s, %2$s]]]}
        """
            .formatted(lon, lat, lon - 0.002, lat + 0.002);
    Polygon drawn = Polygon.read(JsonMapper.shared().readTree(outline)).orThrow();
    RunningApp.bean(DivisionTree.class).draw(grid, drawn, true, 0).orThrow();
  }

  /** With the map beneath, whose maker is named, and the names of what is drawn. */
  private static void seenOnAPhone(List<DivisionCode> grids) {
    try (Person admin = at(Screen.PHONE)) {
      Page page = admin.page();
      page.waitForRequest(
          request -> request.url().matches("https://t[12]\\.tiles\\.example/\\d+/\\d+/\\d+"),
          () -> admin.visit("/divisions/map?at=" + STREET));
      page.locator(".leaflet-tile-loaded").first().waitFor();
      admin.sees("测试测绘院");
      assertThat(page.locator("[data-start]").count()).isZero();
      assertThat(page.locator(".map-name").allInnerTexts()).contains("第1网格", "第2网格");
      choose(page, grids.getFirst());
      assertThat(corners(page)).hasSize(4);
    }
  }

  private static Person at(Screen screen) {
    Person admin = Person.at(screen, "zh");
    admin.withSession(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    admin
        .context()
        .route(
            "https://*.tiles.example/**",
            route ->
                route.fulfill(
                    new Route.FulfillOptions().setContentType("image/gif").setBodyBytes(NOTHING)));
    return admin;
  }

  /** Two in one village; the street does not count as served, as other walks begin with none. */
  private static List<DivisionCode> grids() {
    Outlines outlines = RunningApp.bean(Outlines.class);
    DivisionCode street = new DivisionCode(STREET);
    String village = RunningApp.bean(Divisions.class).children(street).getFirst().code().value();
    List<DivisionCode> grids =
        List.of(new DivisionCode(village + "001"), new DivisionCode(village + "002"));
    for (DivisionCode grid : grids) {
      String name = "第" + grid.value().substring(14) + "网格";
      outlines.add(new Outlines.NewPlace(grid, name, ""), Scope.system()).orThrow();
    }
    RunningApp.bean(Served.class).serve(street, false);
    return grids;
  }

  private static Division drawn(DivisionCode code) {
    RunningApp.bean(Divisions.class).changed();
    return RunningApp.bean(Divisions.class).find(code).orElseThrow();
  }

  private static Locator box(Page page) {
    return page.locator("#map");
  }

  private static void choose(Page page, DivisionCode code) {
    page.locator("#grid").selectOption(code.value());
    page.waitForFunction("() => !document.querySelector('.leaflet-zoom-anim .leaflet-zoom-hide')");
  }

  private static void click(Page page, double x, double y) {
    box(page).click(new Locator.ClickOptions().setPosition(x, y));
  }

  private static void save(Page page, String said) {
    page.locator("[data-save]").click();
    page.locator("[data-status]").filter(new Locator.FilterOptions().setHasText(said)).waitFor();
  }

  /** Of what is edited, as the text field says them. */
  private static List<double[]> corners(Page page) {
    return Arrays.stream(page.locator("#corners").inputValue().split("\n"))
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** Corners that both outlines have to the last digit, as they are stored. */
  private static List<String> shared(Page page) {
    Object all =
        page.evaluate(
            "async () => { const a = await (await fetch('/divisions/outlines.geojson?at="
                + STREET
                + "&level=grid')).json(); return a.features.map(f =>"
                + " f.geometry.coordinates[0].slice(1).map(String)); }");
    List<?> outlines = (List<?>) all;
    List<String> found = new java.util.ArrayList<>();
    for (Object corner : (List<?>) outlines.get(0)) {
      if (((List<?>) outlines.get(1)).contains(corner)) found.add(corner.toString());
    }
    return found;
  }

  /** Drags a corner of what is edited a little up and to the right. */
  private static void drag(Page page, int corner) {
    BoundingBox dot = page.locator(".grid-dot:not(.grid-dot-small)").nth(corner).boundingBox();
    double x = dot.x + dot.width / 2;
    double y = dot.y + dot.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + 10, y - 10);
    page.mouse().move(x + 30, y - 30);
    page.mouse().up();
  }
}
