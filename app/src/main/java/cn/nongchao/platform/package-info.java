/** Ids, time, words in two languages, refusals, pages, settings; knows no domain. */
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {"launch"})
@NullMarked
package cn.nongchao.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
