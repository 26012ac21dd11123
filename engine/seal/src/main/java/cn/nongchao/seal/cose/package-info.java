/** Signed messages: COSE_Sign1 and COSE_Sign (RFC 9052) and the algorithms they are signed with. */
@NullMarked
package cn.nongchao.seal.cose;

import org.jspecify.annotations.NullMarked;
