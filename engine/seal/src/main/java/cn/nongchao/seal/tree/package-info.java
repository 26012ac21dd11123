/** Merkle tree hashes and proofs as in RFC 6962 section 2.1 and RFC 9162 section 2.1. */
@NullMarked
package cn.nongchao.seal.tree;

import org.jspecify.annotations.NullMarked;
