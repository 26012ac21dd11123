package cn.nongchao.loop;

import cn.nongchao.people.Ledger;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Files that are erased: of the row a hash stays, the bytes and the pictures drawn of them go once
 * that is certain. A server killed between the two goes on within the hour.
 */
@Component
class ErasedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ErasedFiles.class);

  private final JdbcClient jdbc;
  private final Attachments rows;
  private final EvidenceStore store;
  private final Ledger ledger;

  ErasedFiles(JdbcClient jdbc, Attachments rows, EvidenceStore store, Ledger ledger) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.store = store;
    this.ledger = ledger;
  }

  int erase(LoopId loop, boolean every, Instant at) {
    List<UUID> files =
        jdbc.sql(
                """
                select v.id from loop.evidence v where v.loop = :loop and v.erased_at is null
                  and (:every or v.person is null or v.id = any(
                    select unnest(e.evidence) from loop.entries e
                    where e.loop = :loop and e.version = 1))
                """)
            .param("loop", loop.value())
            .param("every", every)
            .query(UUID.class)
            .list();
    for (UUID file : files) {
      change(
          file,
          "update loop.evidence set name = '', captured_at = null, lat = null, lon = null,"
              + " uploader = '', origin = null, thumb = false, erased_at = ? where id = ?",
          Timestamp.from(at),
          file);
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            sweep();
          }
        });
    return files.size();
  }

  private void change(UUID file, String sql, Object... values) {
    ledger.change(LoopTables.EVIDENCE, file, () -> jdbc.sql(sql).params(List.of(values)).update());
  }

  private record Left(UUID id, String sha256, Timestamp uploadedAt) {}

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  void sweep() {
    List<Left> left =
        jdbc.sql(
                "select id, sha256, uploaded_at from loop.evidence"
                    + " where erased_at is not null and not gone order by sha256")
            .query(Left.class)
            .list();
    for (Left file : left) {
      try {
        // The same bytes may be another loop's too: that one keeps them.
        if (rows.isUsed(file.sha256())
            || store.wipe(file.sha256(), file.uploadedAt().toInstant())) {
          change(file.id(), "update loop.evidence set gone = true where id = ?", file.id());
        }
      } catch (IOException e) {
        LOG.error("erased evidence {} could not be deleted", file.sha256(), e);
      }
    }
  }
}
