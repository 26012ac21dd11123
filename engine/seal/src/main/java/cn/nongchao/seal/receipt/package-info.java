/** A receipt: one entry, its salt and the proof that the log holds it. */
@NullMarked
package cn.nongchao.seal.receipt;

import org.jspecify.annotations.NullMarked;
