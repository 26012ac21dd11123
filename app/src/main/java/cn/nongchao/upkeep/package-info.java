/**
 * Keeping an installation: copies of it and their return, what is wrong with it, and what machines
 * that watch it ask.
 */
@ApplicationModule(allowedDependencies = {"launch", "platform", "people", "proof"})
@NullMarked
package cn.nongchao.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
