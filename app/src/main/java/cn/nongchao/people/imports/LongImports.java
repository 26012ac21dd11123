package cn.nongchao.people.imports;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.ImportStore.Writing;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes files of many rows beside the request that confirms them, and says how far it is. All rows
 * are one transaction; how far it is, is told outside of it.
 */
@Component
public class LongImports {

  /** From so many rows on nobody waits for the answer. */
  public static final int LONG = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(LongImports.class);

  private static final int AT_ONCE = 200;

  /** Whoever writes says so more often; who has not, is gone. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  private static final Text BROKEN =
      Text.of("写入中断，未写入任何行，请再试一次", "writing broke off and nothing was written: try again");

  /**
   * How far it is.
   *
   * @param rows to be written
   */
  public record Progress(int rows, int written, boolean isRunning, @Nullable Text refused) {}

  private final Imports imports;
  private final ImportStore store;
  private final Clock clock;
  private final TransactionTemplate beside;

  LongImports(
      Imports imports, ImportStore store, Clock clock, PlatformTransactionManager transactions) {
    this.imports = imports;
    this.store = store;
    this.clock = clock;
    this.beside = new TransactionTemplate(transactions);
    beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Empty for a file there is not, or that is written. */
  public Optional<Progress> progress(UUID id, PersonId by) {
    return store.writing(id, by).map(this::progress);
  }

  private Progress progress(Writing writing) {
    Instant at = writing.writingAt();
    boolean running = at != null && at.isAfter(clock.instant().minus(SILENT));
    boolean broken = at != null && !running;
    return new Progress(
        writing.good(), writing.written(), running, broken ? BROKEN : writing.refused());
  }

  /** Begins; begun already, it goes on as it is. */
  public void start(UUID id, Scope scope) {
    Boolean begun = beside.execute(status -> store.begin(id, clock.instant().minus(SILENT)));
    if (Boolean.TRUE.equals(begun)) {
      Thread.ofVirtual().name("import").start(() -> write(id, scope));
    }
  }

  private void write(UUID id, Scope scope) {
    int[] rows = {0};
    Text refused = BROKEN;
    try {
      Outcome<Integer> written =
          imports.confirm(
              id,
              scope,
              () -> {
                if (++rows[0] % AT_ONCE == 0) tell(id, rows[0]);
              });
      refused =
          written instanceof Outcome.Refused<Integer>(List<Refusal> reasons)
              ? reasons.getFirst().reason()
              : null;
    } catch (RuntimeException e) {
      LOG.error("the import {} broke off", id, e);
    } finally {
      Text why = refused;
      beside.executeWithoutResult(status -> store.end(id, why));
    }
  }

  private void tell(UUID id, int written) {
    beside.executeWithoutResult(status -> store.tell(id, written));
  }
}
