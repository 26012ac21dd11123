/** A small, strict CBOR codec (RFC 8949) with limits on size, depth and number of items. */
@NullMarked
package cn.nongchao.seal.cbor;

import org.jspecify.annotations.NullMarked;
