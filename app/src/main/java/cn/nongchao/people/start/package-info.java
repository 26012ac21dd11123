/** What the register needs before the first day's work, and how it is made at once. */
@NullMarked
package cn.nongchao.people.start;

import org.jspecify.annotations.NullMarked;
