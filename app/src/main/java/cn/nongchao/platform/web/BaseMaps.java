package cn.nongchao.platform.web;

import cn.nongchao.launch.StartRefused;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * What maps show beneath our outlines: tiles of servers the installation names, none unless it
 * does. Our coordinates are WGS 84; a map that shifts its own is refused by the name of its server.
 */
@Component
@EnableConfigurationProperties(BaseMaps.Choice.class)
public class BaseMaps {

  /**
   * @param tianditu the installation's key for 天地图, of the kind for browsers
   * @param layers any others, in Web Mercator tiles
   */
  @ConfigurationProperties("nongchao.map")
  record Choice(@DefaultValue("") String tianditu, @DefaultValue List<Given> layers) {}

  /**
   * A layer as it is set.
   *
   * @param url with {@code {z}/{x}/{y}} or WMTS's {@code {TileMatrix}/{TileRow}/{TileCol}}
   * @param subdomains with commas, for {@code {s}}
   * @param attribution whose the map is, as its licence asks
   * @param link to the licence
   * @param zoom the closest there are tiles for
   */
  record Given(
      @DefaultValue("") String name,
      @DefaultValue("") String url,
      @DefaultValue("a,b,c") String subdomains,
      @DefaultValue("") String attribution,
      @DefaultValue("") String link,
      @DefaultValue("18") int zoom) {}

  /** A layer as a page's script lays it: sets of tiles one over the other. */
  record Layer(
      Text name,
      List<String> tiles,
      List<String> subdomains,
      Text attribution,
      String link,
      int zoom) {}

  /** Makers of shifted maps, by the ends of their servers' names. */
  private static final Map<String, Text> SHIFTED =
      Map.ofEntries(
          shifted("高德", "AMap", "GCJ-02", "amap.com"),
          shifted("高德", "AMap", "GCJ-02", "autonavi.com"),
          shifted("腾讯", "Tencent", "GCJ-02", "qq.com"),
          shifted("腾讯", "Tencent", "GCJ-02", "gtimg.com"),
          shifted("谷歌中国", "Google China", "GCJ-02", "google.cn"),
          shifted("智图", "GeoQ", "GCJ-02", "geoq.cn"),
          shifted("百度", "Baidu", "BD-09", "baidu.com"),
          shifted("百度", "Baidu", "BD-09", "bdimg.com"),
          shifted("百度", "Baidu", "BD-09", "bdstatic.com"));

  private static final Pattern HOST = Pattern.compile("(https?://)([\\w{}.-]+(?::\\d+)?)/.*");
  private static final String OUR_OWN = "/";

  private final List<Layer> layers;

  BaseMaps(Choice choice) {
    List<Layer> read = new ArrayList<>();
    if (!choice.tianditu().isBlank()) read.addAll(tianditu(choice.tianditu().strip()));
    for (int i = 0; i < choice.layers().size(); i++) read.add(layer(i, choice.layers().get(i)));
    this.layers = List.copyOf(read);
  }

  List<Layer> layers() {
    return layers;
  }

  /** Servers a page may load pictures from, as a content security policy names them. */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    for (Layer layer : layers) {
      for (String url : layer.tiles()) {
        Matcher host = HOST.matcher(url);
        if (!host.matches()) continue; // ours
        String server = host.group(1) + host.group(2);
        if (!server.contains("{s}")) sources.add(server);
        else layer.subdomains().forEach(sub -> sources.add(server.replace("{s}", sub)));
      }
    }
    return sources;
  }

  private static List<Layer> tianditu(String key) {
    if (!key.matches("\\w+")) {
      throw new Unusable(
          "nongchao.map.tianditu 应为天地图的密钥（字母和数字）",
          "nongchao.map.tianditu is a key of" + " letters and digits");
    }
    return List.of(
        tianditu(Text.of("天地图矢量", "Tianditu map"), key, "vec", "cva"),
        tianditu(Text.of("天地图影像", "Tianditu imagery"), key, "img", "cia"));
  }

  private static Layer tianditu(Text name, String key, String ground, String words) {
    return new Layer(
        name,
        List.of(tianditu(ground, key), tianditu(words, key)),
        IntStream.range(0, 8).mapToObj(Integer::toString).toList(),
        Text.of("天地图 · 国家地理信息公共服务平台", "Tianditu, National Platform for Geospatial Information"),
        "https://www.tianditu.gov.cn/",
        18);
  }

  private static String tianditu(String what, String key) {
    return "https://t{s}.tianditu.gov.cn/"
        + what
        + "_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER="
        + what
        + "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
        + key;
  }

  private static Layer layer(int index, Given given) {
    String url = given.url().strip();
    for (Map.Entry<String, String> wmts :
        Map.of("TileMatrix", "z", "TileRow", "y", "TileCol", "x").entrySet()) {
      url = url.replaceAll("(?i)\\{" + wmts.getKey() + "\\}", "{" + wmts.getValue() + "}");
    }
    String at = "nongchao.map.layers[" + index + "].";
    boolean isWhole = url.contains("{z}") && url.contains("{x}") && url.contains("{y}");
    Matcher host = HOST.matcher(url);
    boolean isOurs = url.startsWith(OUR_OWN) && !url.startsWith("//");
    if (!isWhole || !(isOurs || host.matches())) {
      throw new Unusable(
          at + "url 应为带 {z}、{x}、{y}（或 {TileMatrix}、{TileCol}、{TileRow}）的 http(s) 地址：" + url,
          at
              + "url is an http(s) address with {z}, {x}, {y} (or {TileMatrix}, {TileCol},"
              + " {TileRow}), not: "
              + url);
    }
    if (!isOurs) refuseShifted(at, host.group(2));
    if (given.name().isBlank() || given.attribution().isBlank()) {
      throw new Unusable(
          at + "name 和 " + at + "attribution 不能为空：地图要有名称，并注明来源",
          at + "name and " + at + "attribution are needed: what the map is called and whose it is");
    }
    if (!given.link().isEmpty() && !given.link().matches("https?://.*")) {
      throw new Unusable(at + "link 应为 http(s) 地址", at + "link is an http(s) address");
    }
    return new Layer(
        Text.same(given.name().strip()),
        List.of(url),
        subdomains(at, given.subdomains()),
        Text.same(given.attribution().strip()),
        given.link(),
        given.zoom());
  }

  private static List<String> subdomains(String at, String setting) {
    List<String> all = List.of(setting.strip().split("\\s*,\\s*"));
    if (!all.stream().allMatch(one -> one.matches("[\\w-]+"))) {
      throw new Unusable(
          at + "subdomains 应为以逗号分隔的名称", at + "subdomains are names with commas between them");
    }
    return all;
  }

  private static void refuseShifted(String at, String host) {
    String server = host.toLowerCase(Locale.ROOT).replaceAll(":\\d+$", "");
    for (Map.Entry<String, Text> one : SHIFTED.entrySet()) {
      if (!server.equals(one.getKey()) && !server.endsWith("." + one.getKey())) continue;
      throw new Unusable(
          at + "url：" + one.getValue().zh() + "，与本系统的 WGS 84 坐标相差数百米，不能用作底图",
          at + "url: " + one.getValue().en() + ", hundreds of metres off our WGS 84; not usable");
    }
  }

  private static Map.Entry<String, Text> shifted(String zh, String en, String datum, String end) {
    return Map.entry(
        end, Text.of(zh + "地图使用 " + datum + " 坐标", "maps of " + en + " are in " + datum));
  }

  /** The addresses in words, for a policy; empty where there are none. */
  public String inWords() {
    return sources().stream().map(source -> " " + source).collect(Collectors.joining());
  }

  /** A setting no map can be made of. */
  static final class Unusable extends StartRefused {

    private static final long serialVersionUID = 1L;

    Unusable(String zh, String en) {
      super(zh, en);
    }
  }
}
