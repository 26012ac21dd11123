/**
 * Word reaches people: what somebody must know goes to the bell in the head of each page and out by
 * the ways they chose. Modules declare their kinds of word as beans.
 */
@ApplicationModule(allowedDependencies = {"platform", "form", "people", "loop"})
@NullMarked
package cn.nongchao.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
