/** What power cuts, full disks, jumping clocks and kills do to what was acknowledged: nothing. */
@NullMarked
package cn.nongchao.bench.chaos;

import org.jspecify.annotations.NullMarked;
