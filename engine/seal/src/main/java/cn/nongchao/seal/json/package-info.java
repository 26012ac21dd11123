/** The small part of JSON that entries and receipts use, read strictly, written one way only. */
@NullMarked
package cn.nongchao.seal.json;

import org.jspecify.annotations.NullMarked;
