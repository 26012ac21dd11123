/** The pages themselves. */
@NullMarked
package cn.nongchao.portal.web;

import org.jspecify.annotations.NullMarked;
