package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;

/**
 * An open loop is with nobody who could take it on.
 *
 * @param number as people say it
 * @param link address of its page
 */
public record FoundAdrift(String number, String link, DivisionCode place) {}
