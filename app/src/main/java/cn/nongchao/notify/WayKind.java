package cn.nongchao.notify;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** How word goes out. */
public enum WayKind implements Titled {
  @Words(zh = "电子邮件", en = "e-mail")
  EMAIL,
  @Words(zh = "短信", en = "text message")
  SMS,
  @Words(zh = "浏览器推送", en = "browser push")
  PUSH,
  @Words(zh = "钉钉群机器人", en = "DingTalk robot")
  DINGTALK,
  @Words(zh = "企业微信群机器人", en = "WeCom robot")
  WECOM,
  @Words(zh = "签名的 Webhook", en = "signed webhook")
  WEBHOOK;

  /** Where a unit has it, and not a person. */
  boolean isRobot() {
    return this == DINGTALK || this == WECOM || this == WEBHOOK;
  }
}
