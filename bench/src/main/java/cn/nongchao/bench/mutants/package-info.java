/** Whether a test notices when something that decides is broken on purpose. */
@NullMarked
package cn.nongchao.bench.mutants;

import org.jspecify.annotations.NullMarked;
