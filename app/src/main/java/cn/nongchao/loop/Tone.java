package cn.nongchao.loop;

/** One colour per kind of stage, the same on every page, map and wall (static/css/nongchao.css). */
public enum Tone {
  NEW,
  SORTING,
  MOVING,
  HANDLING,
  CHECKING,
  DONE,
  STOPPED;

  public String css() {
    return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
