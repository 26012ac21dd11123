/**
 * A small command for outsiders: checks a code, a receipt or a log, and witnesses a log. It trusts
 * nothing but the keys it is given.
 */
@NullMarked
package cn.nongchao.verifier;

import org.jspecify.annotations.NullMarked;
