/**
 * A form is a record: its components are the fields, with their words, limits and rules. From it
 * come the fields on a page, the reading of a posted page and of JSON, the refusals at both doors,
 * the schema for programs, what an entry keeps, how a value is said; and a write declared once
 * ({@link cn.nongchao.form.Write}) is a page's POST and a program's alike. A list is declared
 * likewise ({@link cn.nongchao.form.Listing}): a query record is its filters, a row record its
 * columns.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package cn.nongchao.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
