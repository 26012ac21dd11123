/** Sign-in and the pages about people, places and organisations. */
@NullMarked
package cn.nongchao.people.web;

import org.jspecify.annotations.NullMarked;
