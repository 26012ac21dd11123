/** The demo district's responsibility list and events; what they write goes through the facades. */
@NullMarked
package cn.nongchao.cases.demo;

import org.jspecify.annotations.NullMarked;
