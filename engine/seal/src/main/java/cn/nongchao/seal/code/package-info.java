/** The signed token behind the QR of an administrative act (行政行为码). */
@NullMarked
package cn.nongchao.seal.code;

import org.jspecify.annotations.NullMarked;
