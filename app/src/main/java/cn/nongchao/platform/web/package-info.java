/** How a page is rendered: view resolver, layout data, error pages. */
@NullMarked
package cn.nongchao.platform.web;

import org.jspecify.annotations.NullMarked;
