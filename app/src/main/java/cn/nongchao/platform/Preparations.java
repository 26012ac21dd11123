package cn.nongchao.platform;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** All that an installation needs before its first day's work. */
@Component
public class Preparations {

  private final List<Preparation> all;

  Preparations(List<Preparation> all) {
    this.all = all.stream().sorted(Comparator.comparingInt(Preparation::order)).toList();
  }

  public List<Preparation> all() {
    return all;
  }

  /** How many do not stand yet for whoever answers for these places. */
  public int missing(Preparation.Within within) {
    return (int) all.stream().filter(one -> !one.standing(within).done()).count();
  }
}
