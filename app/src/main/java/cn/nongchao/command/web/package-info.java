/** The one screen and the whistle's pages. */
@NullMarked
package cn.nongchao.command.web;

import org.jspecify.annotations.NullMarked;
