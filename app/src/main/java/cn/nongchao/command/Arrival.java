package cn.nongchao.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a unit reported in.
 *
 * @param metres from the place called to; null where either is not known to a point
 * @param inside whether that is within the call's radius, or the grid is the call's; null where
 *     neither can be told
 */
public record Arrival(
    Instant at,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable Integer accuracy,
    @Nullable String grid,
    @Nullable Integer metres,
    @Nullable Boolean inside) {}
