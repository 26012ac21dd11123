/**
 * Persons, organisations, the division tree down to grids, grants, qualifications, accounts and
 * sign-in. Answers who somebody is and what they may see or do.
 */
@ApplicationModule(allowedDependencies = {"platform", "form", "launch"})
@NullMarked
package cn.nongchao.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
