/** Whoever supervises the demo street. */
@NullMarked
package cn.nongchao.loop.demo;

import org.jspecify.annotations.NullMarked;
