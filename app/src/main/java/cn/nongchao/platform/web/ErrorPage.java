package cn.nongchao.platform.web;

/** What the error page shows. */
public record ErrorPage(int status, String reference) {}
