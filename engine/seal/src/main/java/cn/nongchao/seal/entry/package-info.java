/** The canonical form of a sealed entry and the salted commitment the log shows of it. */
@NullMarked
package cn.nongchao.seal.entry;

import org.jspecify.annotations.NullMarked;
