package cn.nongchao.platform;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What goes on by itself (escalation, sealing) belongs to servers; a command that opens the
 * application for a moment leaves it to them.
 */
@Configuration
@EnableScheduling
@ConditionalOnProperty(name = "nongchao.background", havingValue = "true", matchIfMissing = true)
class BackgroundConfiguration {}
