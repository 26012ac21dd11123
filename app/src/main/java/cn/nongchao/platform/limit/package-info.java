/**
 * The one limiter: how often something is taken in from, or guessed by, whoever comes. What is
 * counted is declared by the modules that count ({@link cn.nongchao.platform.limit.Limit}); who
 * comes is read from the request ({@link cn.nongchao.platform.web.Comers}).
 */
@NullMarked
package cn.nongchao.platform.limit;

import org.jspecify.annotations.NullMarked;
