package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;

/**
 * Shown where no receipt can be given.
 *
 * @param back address of the loop
 * @param why in words
 */
public record NoReceiptPage(String back, Text why) {}
