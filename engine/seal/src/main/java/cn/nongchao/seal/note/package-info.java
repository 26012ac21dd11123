/** Signed notes (c2sp.org/signed-note) and timestamped cosignatures (c2sp.org/tlog-cosignature). */
@NullMarked
package cn.nongchao.seal.note;

import org.jspecify.annotations.NullMarked;
