/**
 * The demo district's crew, responsibility list and events; what they write goes through the
 * facades.
 */
@NullMarked
package cn.nongchao.cases.demo;

import org.jspecify.annotations.NullMarked;
