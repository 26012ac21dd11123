/**
 * Service requests of other systems, from files: read, sorted into our words, taken in, replayed.
 */
@NullMarked
package cn.nongchao.cases.requests;

import org.jspecify.annotations.NullMarked;
