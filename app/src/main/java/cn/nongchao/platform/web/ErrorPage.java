package cn.nongchao.platform.web;

import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * What the error page shows.
 *
 * @param told why, where more is known than the status says
 */
public record ErrorPage(int status, String reference, @Nullable Text told) {}
