package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Served;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.places.MapStarts;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.places.PlaceChanges;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.web.RegisterApi.Place;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Map;
import java.util.Objects;

/** The tree of places: what is added to it by hand. */
@Doors
class PlaceWrites {

  private static final String ONE = "/divisions/{code}";

  private final Outlines outlines;
  private final PlaceChanges changes;
  private final Served served;
  private final MapStarts starts;
  private final Audit audit;

  PlaceWrites(
      Outlines outlines, PlaceChanges changes, Served served, MapStarts starts, Audit audit) {
    this.changes = changes;
    this.served = served;
    this.outlines = outlines;
    this.starts = starts;
    this.audit = audit;
  }

  @Write(
      name = "division-added",
      zh = "新增区划",
      en = "Add a place below another",
      page = "/divisions",
      to = "/divisions?at={at}",
      api = "POST /api/v1/divisions",
      makes = "/api/v1/divisions/{code}",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = "The code is its id: sent twice with one name, it is added once.",
      doneZh = "已新增",
      doneEn = "Added")
  Outcome<Place> add(Outlines.NewPlace place, Viewer viewer) {
    return outlines.add(place, Scope.of(viewer)).map(RegisterApi::place);
  }

  @Write(
      name = "division-renamed",
      zh = "改名",
      en = "Rename the place",
      page = ONE + "/rename",
      back = "/divisions?at={code}",
      api = "POST /api/v1" + ONE + "/rename",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "Called so already, it stays as it is.",
      doneZh = "已改名",
      doneEn = "Renamed")
  Outcome<Place> rename(@On DivisionCode code, PlaceChanges.Name name, Viewer viewer) {
    return changes.rename(code, name, Scope.of(viewer)).map(RegisterApi::place);
  }

  /** A place that is there no more. */
  record Removed(String code) {}

  @Write(
      name = "division-removed",
      zh = "删除",
      en = "Remove the place",
      page = ONE + "/remove",
      back = "/divisions?at={code}",
      to = "/divisions",
      api = "POST /api/v1" + ONE + "/remove",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "For one added by mistake: refused where anything is there or ever was. Removed before,"
              + " it is not found.",
      doneZh = "已删除",
      doneEn = "Removed")
  Outcome<Removed> remove(@On DivisionCode code, Viewer viewer) {
    return changes.remove(code, Scope.of(viewer)).map(gone -> new Removed(gone.value()));
  }

  /**
   * Whether whoever comes may report at a place.
   *
   * @param serving false for a street or village left out
   */
  record Serving(
      @Field(zh = "受理群众上报（取消即不再服务）", en = "Takes in reports (untick to serve it no longer)")
          Boolean serving) {}

  @Write(
      name = "division-served",
      zh = "保存是否服务",
      en = "Save whether it is served",
      page = ONE + "/served",
      back = "/divisions?at={code}",
      api = "POST /api/v1" + ONE + "/served",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "A street, or a village or community of one. Served so already, it stays as it is. Staff"
              + " may enter events everywhere.",
      doneZh = "已保存",
      doneEn = "Saved")
  Outcome<Serving> serve(@On DivisionCode code, Serving wish, Viewer viewer) {
    if (!DivisionsPage.canBeServed(code)) {
      return Outcome.refused(
          Refusal.of("not-now", "只有街道和村、社区可以选择是否服务", "only streets and villages are served"));
    }
    served.serve(code, wish.serving());
    String action = wish.serving() ? "street-served" : "street-left";
    audit.record(action, viewer.id(), code.value(), Map.of());
    return Outcome.done(wish);
  }

  /**
   * What loading a list did.
   *
   * @param places how many were added or renamed
   */
  record Loaded(int places) implements Told {
    @Override
    public Text told() {
      return Text.of("已载入 " + places + " 个区划", places + " places were loaded");
    }
  }

  @Write(
      name = "divisions-loaded",
      zh = "载入随产品附带的杭州市区划（3,532 条）",
      en = "Load Hangzhou's places, which come with the product",
      page = "/divisions/shipped",
      back = "/divisions",
      api = "POST /api/v1/divisions/shipped",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      about =
          "name: a list that comes with the product. Adds what is missing and renames what is"
              + " called otherwise; loaded again, it changes nothing.")
  Outcome<Loaded> load(Outlines.ShippedList list, Viewer viewer) {
    return outlines.loadShipped(list.name(), Scope.of(viewer)).map(Loaded::new);
  }

  /** Where a street's map begins then. */
  record Kept(String at, double lat, double lon) {}

  @Write(
      name = "map-start",
      zh = "地图从这里开始",
      en = "Let the map begin here",
      page = "/divisions/map/start",
      back = "/divisions/map",
      to = "/divisions/map?at={at}",
      api = "POST /api/v1/divisions/map-start",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about =
          "For a street, or a village of it, of which nothing is drawn. Sent again, the last one"
              + " holds.",
      doneZh = "地图从这里开始，可以绘制了",
      doneEn = "The map begins here; you can draw")
  Outcome<Kept> begin(MapStarts.Position position, Viewer viewer) {
    double lat = Objects.requireNonNull(position.lat());
    double lon = Objects.requireNonNull(position.lon());
    starts.keep(position.at(), lat, lon);
    audit.record("map-start-set", viewer.id(), position.at().value(), Map.of());
    return Outcome.done(new Kept(position.at().value(), lat, lon));
  }
}
