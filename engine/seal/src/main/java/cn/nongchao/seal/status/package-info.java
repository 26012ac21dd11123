/** The signed list that says which act codes still stand, for use without a network. */
@NullMarked
package cn.nongchao.seal.status;

import org.jspecify.annotations.NullMarked;
