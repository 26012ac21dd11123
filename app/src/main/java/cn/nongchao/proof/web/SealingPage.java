package cn.nongchao.proof.web;

/**
 * Shown while an entry is being sealed.
 *
 * @param back address of its loop
 */
public record SealingPage(String back) {}
