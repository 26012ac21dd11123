package cn.nongchao.command.web;

/**
 * @param place the area the screen is of
 */
public record ScreenPage(String place) {}
