/**
 * Whatever an outsider must be able to recompute: the sealed log and the codes on administrative
 * acts. Plain Java: no clock, no files, no network; the same input gives the same answer on any
 * machine.
 */
@NullMarked
package cn.nongchao.seal;

import org.jspecify.annotations.NullMarked;
