/** Entry points: the application class and the command line. */
@NullMarked
package cn.nongchao;

import org.jspecify.annotations.NullMarked;
