/**
 * Files of people, organisations, places and outlines: read, checked, shown, then written whole.
 */
@NullMarked
package cn.nongchao.people.imports;

import org.jspecify.annotations.NullMarked;
