/** Public pages: what this is, report, track, scan a code, published figures. */
@ApplicationModule(
    allowedDependencies = {"platform", "form", "people", "loop", "cases", "proof", "command"})
@NullMarked
package cn.nongchao.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
