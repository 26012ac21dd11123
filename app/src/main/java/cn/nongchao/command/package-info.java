/** Squads and whistles, one-key dispatch, the one screen that shows it all. */
@ApplicationModule(
    allowedDependencies = {"platform", "form", "people", "loop", "notify", "proof", "cases"})
@NullMarked
package cn.nongchao.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
