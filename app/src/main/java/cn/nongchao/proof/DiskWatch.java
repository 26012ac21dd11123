package cn.nongchao.proof;

import cn.nongchao.launch.Reserve;
import cn.nongchao.platform.Room;
import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells supervision before the disk is full, and when nothing is taken in any more: on the console
 * at once, as an alert as soon as that can be written. Keeps the {@link Reserve} of our own
 * PostgreSQL, and spends it where others filled the disk to its end.
 */
@Component
class DiskWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  /** Where so little is left the next page of the database's log may be the one too many. */
  private static final long END = 48L << 20;

  private final Room room;
  private final Alerts alerts;
  private final Path data;
  private final Reserve reserve;
  private final Set<AlertKind> untold = EnumSet.noneOf(AlertKind.class);
  private @Nullable AlertKind before;

  DiskWatch(Room room, Alerts alerts, Settings settings) {
    this.room = room;
    this.alerts = alerts;
    this.data = settings.data();
    this.reserve = new Reserve(data);
  }

  @Scheduled(fixedDelayString = "${nongchao.disk-watch-delay:PT2S}")
  void look() {
    AlertKind now =
        room.isOut() ? AlertKind.DISK_FULL : room.isShort() ? AlertKind.DISK_NEARLY_FULL : null;
    if (now != before) say(now);
    before = now;
    mindReserve();
    for (AlertKind kind : List.copyOf(untold)) tell(kind);
  }

  private void say(@Nullable AlertKind now) {
    if (now == null) {
      LOG.warn("the disk of {} has room again", data);
      return;
    }
    LOG.error("{}: {}, {} MB left", data, now.title().en(), room.left() >> 20);
    untold.add(now);
  }

  /** Where it cannot be written it is told when it can be. */
  private void tell(AlertKind kind) {
    try {
      alerts.raise(kind, data.toString());
      untold.remove(kind);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("an alert waits to be written: {}", e.getMessage());
    }
  }

  private void mindReserve() {
    if (!Files.isDirectory(data.resolve("postgres"))) return; // a database elsewhere has its own
    try {
      if (room.left() < END && reserve.spend()) LOG.warn("the reserve of {} is spent", data);
      else if (before == null) reserve.keep();
    } catch (IOException e) {
      LOG.warn("the reserve of {}: {}", data, e.toString());
    }
  }
}
