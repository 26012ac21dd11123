/** Public pages: what this is, report, track, scan a code, published figures. */
@ApplicationModule(
    allowedDependencies = {"platform", "people", "loop", "cases", "proof", "command"})
@NullMarked
package cn.nongchao.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
