/** How indicators are counted from the facts of each loop. */
@NullMarked
package cn.nongchao.cases.figures;

import org.jspecify.annotations.NullMarked;
