package cn.nongchao.loop;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * An erased row leaves its former self in the table's file until that is cleared. Every night what
 * was left is freed; what of it is not yet written over goes with the command of docs/operating.md.
 */
@Component
class ErasedPages {

  private static final List<String> OWN = List.of("loop.loops", "loop.entries", "loop.evidence");

  private final JdbcClient jdbc;
  private final List<Erases> others;

  ErasedPages(JdbcClient jdbc, List<Erases> others) {
    this.jdbc = jdbc;
    this.others = others;
  }

  @Scheduled(cron = "${nongchao.clearing:0 40 2 * * *}", zone = "${nongchao.zone:Asia/Shanghai}")
  void clear() {
    for (String table : tables()) jdbc.sql("vacuum (analyze) " + table).update();
  }

  /** Every table in which words are erased. */
  List<String> tables() {
    return Stream.concat(OWN.stream(), others.stream().flatMap(other -> other.tables().stream()))
        .toList();
  }
}
