/** A log as static files: checkpoints, tiles, entry bundles, proofs (c2sp.org/tlog-tiles). */
@NullMarked
package cn.nongchao.seal.tlog;

import org.jspecify.annotations.NullMarked;
