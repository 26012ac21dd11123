package cn.nongchao.people.web;

import cn.nongchao.people.access.SecondFactor;
import org.jspecify.annotations.Nullable;

/**
 * One's own second factor.
 *
 * @param setup what was begun and is to be confirmed; null for nothing
 * @param qr of it, drawn
 */
public record SecondFactorPage(
    SecondFactor.State state, SecondFactor.@Nullable Setup setup, String qr) {}
