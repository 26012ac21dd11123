/** The gate every request passes: sessions, grants, and who may use which address. */
@NullMarked
package cn.nongchao.people.access;

import org.jspecify.annotations.NullMarked;
