/** The repair of a finding (整改): ordered, answered, checked, closed. */
@ApplicationModule(
    allowedDependencies = {"platform", "form", "people", "loop", "notify", "proof", "cases"})
@NullMarked
package cn.nongchao.repair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
