package cn.nongchao.portal.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a report.
 *
 * @param trackingCode by which it is found again; null where no secret was sent
 */
public record Taken(UUID id, String number, @Nullable String trackingCode) {}
