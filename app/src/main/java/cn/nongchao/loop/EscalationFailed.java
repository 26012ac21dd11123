package cn.nongchao.loop;

/**
 * A late loop could not be raised. It is tried again after an hour; the others were raised.
 *
 * @param number as people say it
 * @param reason in English, for whoever looks after the installation
 */
public record EscalationFailed(LoopId loop, String number, String reason) {}
