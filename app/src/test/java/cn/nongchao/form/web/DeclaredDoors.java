package cn.nongchao.form.web;

import cn.nongchao.RunningApp;
import cn.nongchao.form.Over;
import java.util.List;

/** The declared writes of the running application, for tests outside this package. */
public final class DeclaredDoors {

  /**
   * One of them.
   *
   * @param page where its page posts; empty for none
   */
  public record Door(
      String name, Over over, List<String> by, String apiMethod, String api, String page) {}

  private DeclaredDoors() {}

  public static List<Door> all() {
    return RunningApp.bean(WriteDoors.class).all().stream()
        .map(WriteDoor::declared)
        .map(it ->
            new Door(
                it.name(),
                it.write().over(),
                it.roles(),
                it.apiMethod(),
                it.apiPath(),
                it.write().page()))
        .toList();
  }
}
