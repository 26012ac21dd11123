package cn.nongchao.platform;

import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may set; every name is {@code nongchao.<name>}, on the command line, in the
 * environment or in a file (docs/operating.md).
 *
 * @param data the data directory: database, evidence, keys, logs
 * @param demo whether the demo district is loaded and demo accounts shown
 * @param zone the time zone of deadlines and pages
 * @param origin the public address of this installation, put into codes and the log's name
 * @param trial whether this is a copy for trial, in which nothing is sealed and no code signed
 */
@ConfigurationProperties("nongchao")
public record Settings(
    @DefaultValue("data") Path data,
    @DefaultValue("false") boolean demo,
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue("http://localhost:8080") String origin,
    @DefaultValue("false") boolean trial) {

  @ConstructorBinding
  public Settings {}

  /** Of an installation that is no copy. */
  public Settings(Path data, boolean demo, ZoneId zone, String origin) {
    this(data, demo, zone, origin, false);
  }
}
