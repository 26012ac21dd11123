/**
 * Closed loops: life cycles declared as graphs, the one door through which a stage changes, entries
 * that are never altered, working-time deadlines, the inbox, evidence.
 */
@ApplicationModule(allowedDependencies = {"platform", "form", "people"})
@NullMarked
package cn.nongchao.loop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
