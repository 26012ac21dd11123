package cn.nongchao.launch;

/**
 * Thrown by a module while the application starts, where what is wrong can be said in words for
 * whoever typed the command. The command line shows those words and no stack trace.
 */
public abstract class StartRefused extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String zh;
  private final String en;

  protected StartRefused(String zh, String en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }

  CannotStart explained() {
    return CannotStart.because("%1$s", "%2$s", zh, en).after(this);
  }
}
