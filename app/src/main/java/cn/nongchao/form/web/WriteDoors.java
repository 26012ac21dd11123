package cn.nongchao.form.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.JsonBodies;
import cn.nongchao.form.Write;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Finds every declared write at start and opens its two doors. */
@Component
@ConditionalOnWebApplication
class WriteDoors implements SmartInitializingSingleton {

  private final ApplicationContext context;
  private final Carrying carrying;
  private final JsonBodies bodies;
  private final Map<String, WriteDoor> doors = new TreeMap<>();

  WriteDoors(ApplicationContext context, Carrying carrying, JsonBodies bodies) {
    this.context = context;
    this.carrying = carrying;
    this.bodies = bodies;
  }

  @Override
  public void afterSingletonsInstantiated() {
    var mapping =
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    for (Object bean : context.getBeansWithAnnotation(Doors.class).values()) {
      for (Method method : AopUtils.getTargetClass(bean).getDeclaredMethods()) {
        Write write = method.getAnnotation(Write.class);
        if (write != null) open(mapping, new Declared(bean, method, write));
      }
    }
  }

  private void open(RequestMappingHandlerMapping mapping, Declared write) {
    carrying.check(write);
    WriteDoor door = new WriteDoor(write, carrying, bodies);
    if (doors.put(write.name(), door) != null) {
      throw new IllegalStateException("two writes are called " + write.name());
    }
    var options = mapping.getBuilderConfiguration();
    mapping.registerMapping(
        RequestMappingInfo.paths(write.apiPath())
            .methods(RequestMethod.valueOf(write.apiMethod()))
            .options(options)
            .build(),
        door,
        method("program"));
    if (!write.hasPage()) return;
    mapping.registerMapping(
        RequestMappingInfo.paths(write.write().page())
            .methods(RequestMethod.POST)
            .options(options)
            .build(),
        door,
        method("page"));
  }

  private static Method method(String name) {
    for (Method method : WriteDoor.class.getDeclaredMethods()) {
      if (method.getName().equals(name)) return method;
    }
    throw new IllegalStateException("a door has no side called " + name);
  }

  Collection<WriteDoor> all() {
    return doors.values();
  }

  @Nullable WriteDoor named(String name) {
    return doors.get(name);
  }
}
