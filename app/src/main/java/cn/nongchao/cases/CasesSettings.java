package cn.nongchao.cases;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may set about events; every name is {@code nongchao.cases.<name>}.
 *
 * @param reopenWithin how long after closing a reporter may have an event handled again
 * @param reportsPerAddress public reports taken from one network address within an hour
 * @param reportsPerPhone public reports taken with one phone number within a day
 * @param triesPerAddress tracking codes tried from one network address within an hour
 * @param fillingTime the least time a person needs to fill in the public form; faster is a program
 * @param alikeWithin how near another event must be to be suggested as the same, in metres
 * @param alikeSince how recent it must be
 * @param kept how long after its closing the personal data of an event is kept; 0 for ever
 */
@ConfigurationProperties("nongchao.cases")
public record CasesSettings(
    @DefaultValue("15d") Duration reopenWithin,
    @DefaultValue("10") int reportsPerAddress,
    @DefaultValue("5") int reportsPerPhone,
    @DefaultValue("30") int triesPerAddress,
    @DefaultValue("3s") Duration fillingTime,
    @DefaultValue("200") int alikeWithin,
    @DefaultValue("14d") Duration alikeSince,
    @DefaultValue("1096d") Duration kept) {}
