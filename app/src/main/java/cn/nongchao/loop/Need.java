package cn.nongchao.loop;

import cn.nongchao.platform.Text;

/** What a move must carry. */
public enum Need {
  NOTE("需填写说明", "a note"),
  PHOTO("需上传现场照片", "a photo"),
  HANDLER("需指定承办单位", "an organisation to handle it"),
  ASSIGNEE("需指定承办人", "a person to handle it");

  private final Text title;

  Need(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
