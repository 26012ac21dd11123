package cn.nongchao.form.web;

import cn.nongchao.form.Callers;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Exported;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Listings;
import cn.nongchao.form.Lists;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Finds every declared list at start and opens its doors. */
@Component
@ConditionalOnWebApplication
class ListDoors implements SmartInitializingSingleton, Listings {

  static final List<String> FILES = List.of("xlsx", "csv");

  private final ApplicationContext context;
  private final ListDoor.Opening opening;
  private final Map<String, ListDoor> doors = new TreeMap<>();

  ListDoors(
      ApplicationContext context,
      Lists lists,
      Callers callers,
      Clock clock,
      ObjectProvider<Exported> exported) {
    this.context = context;
    this.opening = new ListDoor.Opening(lists, callers, clock, exported);
  }

  @Override
  public void afterSingletonsInstantiated() {
    var mapping = mapping();
    for (Object bean : context.getBeansWithAnnotation(Doors.class).values()) {
      for (Method method : AopUtils.getTargetClass(bean).getDeclaredMethods()) {
        if (method.isAnnotationPresent(Listing.class)) open(mapping, bean, method);
      }
    }
  }

  @Override
  public void open(Listing said, Object bean, Method method, Object about) {
    open(mapping(), said, new ListDoor(bean, method, said, opening, about));
  }

  void open(RequestMappingHandlerMapping mapping, Object bean, Method method) {
    Listing listing = Objects.requireNonNull(method.getAnnotation(Listing.class));
    open(mapping, listing, new ListDoor(bean, method, listing, opening, null));
  }

  private void open(RequestMappingHandlerMapping mapping, Listing listing, ListDoor door) {
    if (doors.put(listing.name(), door) != null) {
      throw new IllegalStateException("two lists are called " + listing.name());
    }
    register(mapping, listing.api(), door, "program");
    for (String file : FILES) register(mapping, listing.api() + "." + file, door, file);
    for (String file : FILES) {
      if (!listing.files().isEmpty()) register(mapping, listing.files() + "." + file, door, file);
    }
    if (listing.page().isEmpty()) return;
    register(mapping, listing.page(), door, "page");
    for (String file : FILES) register(mapping, listing.page() + "." + file, door, file);
  }

  private RequestMappingHandlerMapping mapping() {
    return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
  }

  private static void register(
      RequestMappingHandlerMapping mapping, String path, ListDoor door, String side) {
    RequestMappingInfo info =
        RequestMappingInfo.paths(path)
            .methods(RequestMethod.GET)
            .options(mapping.getBuilderConfiguration())
            .build();
    for (Method method : ListDoor.class.getDeclaredMethods()) {
      if (method.getName().equals(side)) mapping.registerMapping(info, door, method);
    }
  }

  Collection<ListDoor> all() {
    return doors.values();
  }
}
