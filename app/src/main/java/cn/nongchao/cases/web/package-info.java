/** Pages and the JSON API of events, the hotline desk, the responsibility list's editor. */
@NullMarked
package cn.nongchao.cases.web;

import org.jspecify.annotations.NullMarked;
