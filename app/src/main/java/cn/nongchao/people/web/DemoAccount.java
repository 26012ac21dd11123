package cn.nongchao.people.web;

import cn.nongchao.platform.Text;

/** An account shown on the sign-in page of a demo, and only there. */
public record DemoAccount(String login, String password, Text who) {}
