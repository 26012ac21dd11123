package cn.nongchao.platform;

import cn.nongchao.launch.StartRefused;

/** {@code --demo} on a directory that holds a real installation: it must not get demo people. */
final class NotADemo extends StartRefused {

  private static final long serialVersionUID = 1L;

  NotADemo() {
    super(
        "该数据目录是正式使用的安装，不能以 --demo 启动（否则会写入演示人员和公开的密码）。" + "请去掉 --demo，或用 --data 指定一个新目录。",
        "This data directory is a real installation and cannot be started with --demo, which would"
            + " add demo people with public passwords. Leave --demo out, or choose a new directory"
            + " with --data.");
  }
}
