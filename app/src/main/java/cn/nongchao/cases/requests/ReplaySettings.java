package cn.nongchao.cases.requests;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code serve --replay} sets; every name is {@code nongchao.replay.<name>}.
 *
 * @param file to be played; null for none
 * @param speed how much faster than life
 * @param division over whose grids the requests are spread
 */
@ConfigurationProperties("nongchao.replay")
record ReplaySettings(
    @Nullable Path file,
    @DefaultValue("3600") double speed,
    @DefaultValue("330114003") String division) {}
