/**
 * Seals what happened into a public log that outside tools can verify, and issues the codes that
 * every administrative act carries.
 */
@ApplicationModule(allowedDependencies = {"launch", "platform", "form", "people", "loop"})
@NullMarked
package cn.nongchao.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
