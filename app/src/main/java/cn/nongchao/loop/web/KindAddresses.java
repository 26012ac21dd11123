package cn.nongchao.loop.web;

import cn.nongchao.form.Listing;
import cn.nongchao.form.Listings;
import cn.nongchao.loop.Address;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.web.KindOpening.Parts;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Opens the addresses of every kind that declares some. */
@Component
@ConditionalOnWebApplication
class KindAddresses implements SmartInitializingSingleton {

  private final ApplicationContext context;
  private final LifeCycles lives;
  private final Parts parts;

  KindAddresses(ApplicationContext context, LifeCycles lives, Parts parts) {
    this.context = context;
    this.lives = lives;
    this.parts = parts;
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (LifeCycle life : lives.all()) {
      if (life.address() != null) open(life, life.address());
    }
  }

  private void open(LifeCycle life, Address address) {
    String page = "/" + address.path();
    String api = "/api/v1" + page;
    KindPages pages = new KindPages(life, parts);
    map(RequestMethod.GET, page + "/{id}", pages, "show");
    map(RequestMethod.GET, page + "/{id}/print", pages, "print");
    map(RequestMethod.POST, page + "/{id}/{move}", pages, "move");
    map(RequestMethod.GET, api + "/{id}", pages, "read");
    map(RequestMethod.POST, api + "/{id}/moves", pages, "program");
    for (LifeCycle.Edge edge : life.edges()) {
      if (edge.hasOwnPath())
        map(RequestMethod.POST, api + "/{id}/" + edge.path(), pages, "program");
    }
    if (!address.listsItself()) list(life, page, api);
    if (life.begins() == null) return;
    KindOpening opening = new KindOpening(life, parts);
    map(RequestMethod.GET, page + "/new", opening, "form");
    map(RequestMethod.POST, page, opening, "open");
    map(RequestMethod.POST, api, opening, "program");
  }

  private void list(LifeCycle life, String page, String api) {
    KindList list =
        new KindList(
            life,
            context.getBean(LoopLists.class),
            context.getBean(Kinds.class),
            context.getBean(Clock.class));
    Map<String, Object> said =
        Map.of(
            "name",
            life.kind() + "-list",
            "zh",
            life.title().zh(),
            "en",
            life.title().en(),
            "page",
            page,
            "api",
            api,
            "summary",
            life.title().en() + ": those the caller may see",
            "about",
            "Open ones soonest deadline first, others latest opened first.",
            "emptyZh",
            "没有符合条件的" + life.title().zh() + "。",
            "emptyEn",
            "None here.",
            "head",
            "loop/begin");
    context
        .getBean(Listings.class)
        .open(
            AnnotationUtils.synthesizeAnnotation(said, Listing.class, null),
            list,
            side(list, "list"),
            life);
  }

  private static Method side(Object handler, String name) {
    return Arrays.stream(handler.getClass().getDeclaredMethods())
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void map(RequestMethod method, String path, Object handler, String name) {
    var mapping =
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    mapping.registerMapping(
        RequestMappingInfo.paths(path)
            .methods(method)
            .options(mapping.getBuilderConfiguration())
            .build(),
        handler,
        side(handler, name));
  }
}
