/** The log over HTTP, receipts, and the pages behind a code. */
@NullMarked
package cn.nongchao.proof.web;

import org.jspecify.annotations.NullMarked;
