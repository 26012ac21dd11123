/** The two doors: a page's POST and a program's request, from one declaration. */
@NullMarked
package cn.nongchao.form.web;

import org.jspecify.annotations.NullMarked;
