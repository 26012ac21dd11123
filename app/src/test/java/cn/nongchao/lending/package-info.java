/** Equipment lent by a squad (借用登记): a module that only tests have, as docs/add-a-kind.md. */
@NullMarked
package cn.nongchao.lending;

import org.jspecify.annotations.NullMarked;
