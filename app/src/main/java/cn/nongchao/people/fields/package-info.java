/** Persons, organisations, places, phones and identity numbers as fields of forms. */
@NullMarked
package cn.nongchao.people.fields;

import org.jspecify.annotations.NullMarked;
