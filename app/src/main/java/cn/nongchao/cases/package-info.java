/** Events from grid, citizen, hotline and sensor: triage, dispatch, handling, check, review. */
@ApplicationModule(
    allowedDependencies = {"launch", "platform", "form", "people", "loop", "notify", "proof"})
@NullMarked
package cn.nongchao.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
