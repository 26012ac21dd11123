/** Side-by-side runs against peers, in one process, on one PostgreSQL, in turns. */
@NullMarked
package cn.nongchao.bench;

import org.jspecify.annotations.NullMarked;
