package cn.nongchao.platform;

/**
 * One module's part of the demo district. Loaded once, on the first start with {@code --demo} of a
 * new data directory, after the migrations and before the server answers. A module makes its steps
 * beans; what they write goes through the same facades as everything else.
 */
public interface DemoStep {

  /** Where in the order: people and places 10–19, loops 20–59, what stands on them 60 and up. */
  int order();

  /** Stable name, kebab-case, under which it is noted that the step was loaded. */
  String name();

  /** For whoever watches it being loaded. */
  Text title();

  void load();
}
