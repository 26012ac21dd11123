package cn.nongchao.proof.web;

import cn.nongchao.proof.IssuedCode;

/**
 * A code as it is printed.
 *
 * @param qr the drawing, safe to put into a page as it is
 */
public record DrawnCode(IssuedCode code, String qr) {}
