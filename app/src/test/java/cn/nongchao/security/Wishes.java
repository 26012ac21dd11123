package cn.nongchao.security;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to declared writes that name a place, to see who may make something there. */
final class Wishes {

  private Wishes() {}

  /** Something to be made in the home street; what exists already is refused with 409. */
  static @Nullable Map<String, Object> of(String api, Scene scene) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("id", Ids.next());
    return switch (api) {
      case "/api/v1/persons" -> {
        wish.put("name", "新人");
        wish.put("organisation", scene.hands());
        yield wish;
      }
      case "/api/v1/organisations" -> {
        wish.put("name", "新单位 " + Ids.next());
        wish.put("kind", "firm");
        wish.put("division", Cast.HOME);
        yield wish;
      }
      case "/api/v1/divisions" -> Map.of("code", Casework.GRID.substring(0, 12), "name", "另一个名称");
      case "/api/v1/divisions/map-start" -> Map.of("at", Cast.HOME, "lat", 30, "lon", 120);
      case "/api/v1/streets", "/api/v1/responsibility/begin" -> Map.of("street", Cast.HOME);
      case "/api/v1/streets/leave" -> Map.of("street", Casework.GRID.substring(0, 12));
      // Of a village nobody asked here belongs to: a new password ends the sessions of its owner.
      case "/api/v1/streets/passwords" -> Map.of("street", Cast.HOME + "005");
      case "/api/v1/streets/roles" -> Map.of("street", Cast.HOME, "holders", List.of());
      case "/api/v1/streets/offices" ->
          Map.of("street", Cast.HOME, "offices", List.of(), "villages", false);
      case "/api/v1/responsibility" ->
          Map.of(
              "code", "95",
              "version", 0,
              "nameZh", "范围",
              "nameEn", "reach",
              "division", Cast.HOME,
              "reason", "试");
      case "/api/v1/whistles" -> {
        wish.put("title", "吹哨");
        wish.put("division", Casework.GRID);
        wish.put("radius", 300);
        wish.put("minutes", 30);
        wish.put("units", List.of(scene.hands()));
        yield wish;
      }
      case "/api/v1/robots" -> {
        wish.put("unit", scene.hands());
        wish.put("kind", "WEBHOOK");
        wish.put("name", "试");
        wish.put("address", "https://robots.example/hook");
        wish.put("secret", "0123456789abcdef");
        wish.put("lang", "ZH");
        yield wish;
      }
      case "/api/v1/repairs" -> scene.order("整改");
      default -> null;
    };
  }
}
