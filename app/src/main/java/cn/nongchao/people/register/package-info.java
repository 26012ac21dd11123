/**
 * Writing persons, organisations, grants, posts and qualifications, within an administrator's
 * scope.
 */
@NullMarked
package cn.nongchao.people.register;

import org.jspecify.annotations.NullMarked;
