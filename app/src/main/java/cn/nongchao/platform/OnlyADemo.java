package cn.nongchao.platform;

import cn.nongchao.launch.StartRefused;

/** A demo's directory without {@code --demo}: its accounts have passwords that anyone can read. */
final class OnlyADemo extends StartRefused {

  private static final long serialVersionUID = 1L;

  OnlyADemo() {
    super(
        "该数据目录是演示用的，其中所有账号（包括管理员）的密码是公开的，不能正式使用。请加上 --demo，或用 --data 指定一个新目录。",
        "This data directory is a demo: every account in it, the administrator's included, has a"
            + " public password. Start it with --demo, or choose a new directory with --data.");
  }
}
