package cn.nongchao.portal.web;

import cn.nongchao.proof.IssuedCode;
import org.jspecify.annotations.Nullable;

/**
 * The public form.
 *
 * @param about the act complained of; null for any other report
 * @param fresh what the form holds beforehand
 */
public record PublicReportPage(@Nullable IssuedCode about, Object fresh) {}
