/** The bell, the pages of ways and robots. */
@NullMarked
package cn.nongchao.notify.web;

import org.jspecify.annotations.NullMarked;
