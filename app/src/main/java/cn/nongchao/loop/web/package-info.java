/** Inbox, the pages every kind of loop shares, evidence over HTTP. */
@NullMarked
package cn.nongchao.loop.web;

import org.jspecify.annotations.NullMarked;
